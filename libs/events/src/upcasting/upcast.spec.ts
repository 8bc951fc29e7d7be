import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { newestShapes } from './newest-shapes.fixture';
import { newestShape, NewerShape, shapesOf, upcast, type StoredEvent } from './upcast';
import { upcasters } from './upcasters';

interface Retired {
  readonly written: StoredEvent;
  readonly becomes: object;
}
const folder = join(__dirname, 'retired');
const retired = readdirSync(folder).sort();
const fixture = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Retired;
const ajv = addFormats.default(new Ajv2020({ allErrors: true }));
const flawsOf = (type: string, data: object) => {
  const fits = ajv.compile(newestShapes[type]!);
  return fits(data) ? null : fits.errors;
};

describe('events of retired shapes', () => {
  it('have a fixture each: every shape of an event but its newest', () => {
    const shapes = Object.keys(upcasters).flatMap((type) =>
      Array.from({ length: newestShape(type) - 1 }, (_, index) => `${type}.${index + 1}.json`),
    );
    expect(shapes.length).toBeGreaterThan(0);
    expect(retired).toEqual(shapes.sort());
    expect(Object.keys(newestShapes).sort()).toEqual(Object.keys(upcasters).sort());
  });

  it.each(retired)('%s is of an old shape, and becomes a valid one of the newest', (name) => {
    const { written, becomes } = fixture(name);
    const [type, shape] = name.split('.');
    expect([written.type, written.metadata.shapes?.[type!] ?? 1]).toEqual([type, Number(shape)]);
    expect(flawsOf(type!, written.data)).not.toBeNull();
    const { event, metadata } = upcast(written);
    expect(event).toEqual({ type, data: becomes });
    expect(flawsOf(type!, event.data)).toBeNull();
    expect(metadata).toEqual(written.metadata);
  });

  it.each(retired)('%s: one that was written in the newest shape, without a number, stays as it is', (name) => {
    const { written, becomes } = fixture(name);
    expect(upcast({ ...written, data: becomes }).event.data).toEqual(becomes);
  });
});

describe('the shape of an event', () => {
  const { written } = fixture('StayPlanned.1.json');
  const ofShape = (shape: number, data = written.data): StoredEvent => ({
    ...written,
    data,
    metadata: { ...written.metadata, shapes: { StayPlanned: shape } },
  });

  it('is written beside it, where it is not the first', () => {
    expect(shapesOf([{ type: 'StayPlanned' }, { type: 'StayEnded' }])).toEqual({ shapes: { StayPlanned: 2 } });
    expect(shapesOf([{ type: 'StayEnded' }])).toEqual({});
  });

  it('is not told to who reads', () => {
    expect(upcast(ofShape(2)).metadata).toEqual(written.metadata);
  });

  it('decides which upcasters it needs: in its newest it is left alone, whatever it holds', () => {
    expect(upcast(ofShape(2)).event.data).toEqual(written.data);
  });

  it('that a newer program wrote is not misread', () => {
    expect(() => upcast(ofShape(3))).toThrow(NewerShape);
    expect(() => upcast(ofShape(3))).toThrow('StayPlanned shape 3, known up to 2: a newer program wrote this event.');
    const unchanged = { type: 'StayEnded', data: {}, metadata: { ...written.metadata, shapes: { StayEnded: 2 } } };
    expect(() => upcast(unchanged)).toThrow('StayEnded shape 2, known up to 1');
  });

  it('of a type that this program does not know is its own business', () => {
    expect(upcast({ ...written, type: 'StayDreamt', data: { dream: 1 } }).event.data).toEqual({ dream: 1 });
  });
});
