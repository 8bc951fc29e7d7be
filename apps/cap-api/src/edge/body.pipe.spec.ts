import { SubmitReferralDto } from '../referrals/bodies';
import { ReportAvailabilityDto } from '../availability/bodies';
import { EndStayDto } from '../stays/bodies';
import { bodyPipe } from './body.pipe';
import { PageQuery } from './page-query';
import { ProblemError } from './problem';

type Class = new () => object;

const body = {
  person: { provisional: true, name: 'Verzonnen', birthDate: '2014-05-01', sex: 'female' },
  case: {
    targetGroups: ['youth-and-upbringing'],
    expertise: [],
    security: 'open',
    language: 'nl',
    postcode: 2711,
    situation: 'Een verzonnen situatie.',
  },
  municipality: 'GM0637',
  purpose: 'living',
  careForms: ['living-group'],
  urgency: 'regular',
  perspective: 'return-home',
};

const read = (metatype: Class, value: unknown): Promise<unknown> =>
  bodyPipe().transform(value, { type: 'body', metatype });

/** The wrong fields of a body with what is said of each; the whole problem besides. */
async function problemWith(metatype: Class, value: unknown) {
  const error = await read(metatype, value).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ProblemError)) throw new Error(`Not refused: ${String(error)}`);
  const problem = error.toProblem('nl');
  return { problem, wrong: problem.errors!.map(({ field, message }) => `${field}: ${message}`) };
}

describe('a body', () => {
  it('that is right becomes an object of its class', async () => {
    expect(await read(SubmitReferralDto, body)).toBeInstanceOf(SubmitReferralDto);
  });

  it.each(['person', 'case'] as const)('with a text that PostgreSQL cannot keep is refused: %s', async (part) => {
    const field = part === 'person' ? 'name' : 'situation';
    const { wrong } = await problemWith(SubmitReferralDto, { ...body, [part]: { ...body[part], [field]: 'a\0b' } });
    expect(wrong).toEqual([`${part}.${field}: Laat dit teken weg: het kan niet worden vastgelegd.`]);
  });

  it.each(['0000-01-01', '1899-12-31', '2200-01-01', '9999-12-31'])(
    'with a day in no year of ours is refused: %s',
    async (day) => {
      const asked = { ...body, person: { ...body.person, birthDate: day } };
      expect((await problemWith(SubmitReferralDto, asked)).wrong).toEqual([
        expect.stringMatching(/^person.birthDate: /),
      ]);
      const end = { reason: 'purpose-reached', destination: 'home', at: `${day}T00:00:00Z` };
      expect((await problemWith(EndStayDto, end)).wrong).toEqual([expect.stringMatching(/^at: /)]);
    },
  );

  it('that is wrong is told all at once, in Dutch, by the path of each field', async () => {
    const { problem, wrong } = await problemWith(SubmitReferralDto, {
      ...body,
      person: { ...body.person, birthDate: '2014-02-30', sex: 'x' },
      case: { ...body.case, postcode: 99, targetGroups: [] },
      urgency: 'soon',
      extra: 1,
    });
    expect(problem).toMatchObject({ status: 400, code: 'input-invalid', title: 'De invoer klopt niet' });
    expect(problem.detail).toBe(
      'Verbeter de velden hieronder en stuur opnieuw. Er zijn 6 velden niet goed ingevuld. Er is niets gewijzigd.',
    );
    expect(wrong.sort()).toEqual([
      'case.postcode: Geef een hoger getal.',
      'case.targetGroups: Geef ten minste één waarde in deze lijst.',
      'extra: Laat dit veld weg: het bestaat niet.',
      'person.birthDate: Geef een bestaande datum, geschreven als 2028-01-31.',
      'person.sex: Kies een waarde uit de lijst in de documentatie.',
      'urgency: Kies een waarde uit de lijst in de documentatie.',
    ]);
  });

  it('that lacks an object says so', async () => {
    const { person: _, ...without } = body;
    expect((await problemWith(SubmitReferralDto, without)).wrong).toContain(
      'person: Vul dit veld in: het is verplicht.',
    );
  });

  it('says where in a list it is wrong', async () => {
    const report = {
      id: 'x',
      unitId: '0b9f6f0e-54a1-4b9f-8d55-3f1f0a6c7a11',
      observedAt: 'gisteren',
      inOperation: 1.5,
    };
    expect((await problemWith(ReportAvailabilityDto, { reports: [report] })).wrong.sort()).toEqual([
      'reports.0.id: Geef een UUID.',
      'reports.0.inOperation: Geef een geheel getal.',
      'reports.0.observedAt: Geef een tijdstip met tijdzone, geschreven als 2028-01-31T14:00:00Z.',
      'reports.0.occupied: Geef een geheel getal.',
    ]);
  });

  it.each([
    ['neither', {}],
    ['both', { at: '2028-01-31T14:00:00Z', on: '2028-01-31' }],
  ])('gives the moment or the day: %s is refused', async (_, moment) => {
    const { wrong } = await problemWith(EndStayDto, { ...moment, reason: 'planned-step', destination: 'home' });
    expect(wrong).toContain('at: Geef óf het tijdstip (at) óf de dag (on).');
  });

  it('is never repeated: no value, and no name of a field that is not ours', async () => {
    const name = 'Kanarie Zonnebloemsteeg';
    const wrong = { ...body, urgency: name, [name]: name, case: { ...body.case, language: name, [name]: 1 } };
    const { problem } = await problemWith(SubmitReferralDto, wrong);
    expect(problem.errors!.map(({ field }) => field).sort()).toEqual(['(?)', 'case.(?)', 'case.language', 'urgency']);
    expect(JSON.stringify(problem)).not.toContain('Kanarie');
  });
});

describe('a query', () => {
  const query = (value: unknown) => bodyPipe().transform(value, { type: 'query', metatype: PageQuery });

  it('has its numbers as numbers', async () => expect(await query({ limit: '20' })).toMatchObject({ limit: 20 }));

  it.each([{ limit: '0' }, { limit: '201' }, { limit: 'x' }, { page: '2' }])('%j is refused', async (wrong) => {
    await expect(query(wrong)).rejects.toThrow('input-invalid');
  });
});
