import type { EventMetadata, InternalEvent } from '../internal/event';
import { upcasters, type Upcaster } from './upcasters';

/** An event as it was written. Of what became of its shape since it knows nothing. */
export interface StoredEvent {
  readonly type: string;
  readonly data: object;
  readonly metadata: StoredMetadata;
}

/** `shapes`: the shape of the events of each type that were written together, where it is not the first. */
export interface StoredMetadata extends EventMetadata {
  readonly shapes?: Readonly<Record<string, number>>;
}

/** An event of a newer shape than this program knows. To read it as if it were an older one would be to misread it. */
export class NewerShape extends Error {
  override readonly name = 'NewerShape';
  /** Which, for who looks at a reader that halted: such as `StayPlanned shape 3, known up to 2`. */
  readonly code: string;

  constructor(type: string, shape: number, newest: number) {
    const code = `${type} shape ${shape}, known up to ${newest}`;
    super(`${code}: a newer program wrote this event. Start that version, or a later one.`);
    this.code = code;
  }
}

const upcastersOf = (type: string): readonly Upcaster<never, object>[] =>
  Object.hasOwn(upcasters, type) ? upcasters[type as InternalEvent['type']]! : [];

/** The shape in which events of a type are written now; 1 is the first. */
export const newestShape = (type: string): number => upcastersOf(type).length + 1;

/** What to write beside events about their shapes: nothing where all are in their first. */
export function shapesOf(events: readonly { readonly type: string }[]): Pick<StoredMetadata, 'shapes'> {
  const changed = events.map(({ type }) => [type, newestShape(type)] as const).filter(([, shape]) => shape > 1);
  return changed.length === 0 ? {} : { shapes: Object.fromEntries(changed) };
}

/** An event in its newest shape, and its metadata without the number. Throws `NewerShape`. */
export function upcast({ type, data, metadata: stored }: StoredEvent): {
  readonly event: InternalEvent;
  readonly metadata: EventMetadata;
} {
  const metadata = withoutShapes(stored);
  const shape = stored.shapes?.[type] ?? 1;
  const steps = upcastersOf(type);
  if (shape > steps.length + 1) throw new NewerShape(type, shape, steps.length + 1);
  const newest = steps.slice(shape - 1).reduce<object>((old, step) => step(old as never, metadata), data);
  return { event: { type, data: newest } as InternalEvent, metadata };
}

/** Most events have none; copying their metadata all the same took a twentieth of the time in which a log is read. */
function withoutShapes(stored: StoredMetadata): EventMetadata {
  if (!stored.shapes) return stored;
  const { shapes: _shapes, ...metadata } = stored;
  return metadata;
}
