import type { Page, ProposalView, ReferralView, StayView } from '@cap/contracts';
import { connected } from '@cap/local-services';
import { eventually, kafkaForTests, TraceReceiver, type ReceivedSpan } from '@cap/testing';
import type { Actor } from './support/actor';
import { canary, submissionOf, wordsIn, type Canary } from './support/canary';
import { caseWith, submission } from './support/bodies';
import { wordsInDatabase } from './support/database-words';
import { heardOutside } from './support/heard-outside';
import { LiveRoom } from './support/live-room';
import { admitted, planned, proposed, toMatching } from './support/placing';
import { Region, type House, type Office } from './support/region';
import { endCap, startCap, startMs, type Cap } from './support/start-cap';

const { brokers, prefix } = kafkaForTests();
const kafka = { brokers, prefix, source: `urn:nld:oin:00000000000000000000:systeem:${prefix}cap` };

let cap: Cap;
let region: Region;
let house: House;
let office: Office;
let traces: TraceReceiver;

beforeAll(async () => {
  traces = await TraceReceiver.start();
  const environment = { OTEL_EXPORTER_OTLP_ENDPOINT: traces.endpoint, OTEL_BSP_SCHEDULE_DELAY: '100' };
  cap = await startCap({ kafka, environment });
  region = await Region.open(cap.apis[0]!);
  [house, office] = [await region.registerHouse({}, 8), await region.registerReferrer()];
}, startMs);
afterAll(async () => {
  await endCap(cap);
  await traces?.stop();
}, startMs);

const textOf = async (reader: Actor, path: string): Promise<string> => JSON.stringify(await reader.read(path));

describe('PRP-4: who a young person is', () => {
  it('is not told to a provider before it accepts: it sees what it needs to judge fit, and nothing else', async () => {
    const words = canary();
    const { referralId, proposalId, stayPath } = await offered(words);
    const seen = await house.planner.read<ProposalView>(`/v1/proposals/${proposalId}`);
    expect(seen.fit).toEqual({
      age: 14,
      sex: 'female',
      targetGroups: ['youth-and-upbringing'],
      expertise: [],
      security: 'open',
      language: 'nl',
    });
    for (const path of [`/v1/proposals/${proposalId}`, '/v1/proposals', '/v1/stays'])
      expect(wordsIn(await textOf(house.planner, path), words)).toEqual([]);
    expect(JSON.stringify(seen)).not.toMatch(/2713|personId/);
    expect((await house.planner.get(`/v1/referrals/${referralId}`)).status).toBe(403);

    const { stayId } = await house.planner.give<StayView>(stayPath, { plannedFrom: await region.today() });
    const { person } = await house.planner.read<StayView>(`/v1/stays/${stayId}`);
    expect(person).toMatchObject({ name: words.name, birthDate: words.birthDate, sex: 'female', provisional: false });
    expect(JSON.stringify(person)).not.toContain(words.bsn);
  });

  it('is told to the own referrer and the desk, and in no list', async () => {
    const words = canary();
    const { referralId, proposalId } = await offered(words);
    for (const reader of [office.referrer, region.desk]) {
      const { person, case: told } = await reader.read<ReferralView>(`/v1/referrals/${referralId}`);
      expect([person?.name, told?.situation]).toEqual([words.name, words.situation]);
      for (const list of ['/v1/referrals', '/v1/proposals'])
        expect(wordsIn(await textOf(reader, list), words)).toEqual([]);
      expect(wordsIn(await textOf(reader, `/v1/proposals/${proposalId}`), words)).toEqual([]);
    }
    expect(wordsIn(await textOf(region.desk, '/v1/stays'), words)).toEqual([]);
  });

  it('and what is asked for, is shown no longer once a proposal has ended without a stay', async () => {
    const declined = await proposed(region, office, house);
    const answer = { reason: 'group-does-not-fit', explanation: 'De groep is nu te jong.' };
    await house.planner.give(`/v1/proposals/${declined.proposalId}/declines`, answer);
    const seen = await house.planner.read<ProposalView>(`/v1/proposals/${declined.proposalId}`);
    expect(seen).toMatchObject({ status: 'declined', declineReason: 'group-does-not-fit', actions: [] });
    expect(seen.fit).toBeUndefined();

    const { stayId, proposalId } = await planned(region, office, house);
    await region.desk.give(`/v1/proposals/${proposalId}/withdrawals`, { reason: 'needs-changed' });
    const cancelled = await house.planner.read<StayView>(`/v1/stays/${stayId}`);
    expect(cancelled).toMatchObject({ status: 'cancelled', actions: [] });
    expect(cancelled.person).toBeUndefined();
  });

  it('each look is recorded, with who looked at whom', async () => {
    const { referralId } = await offered(canary());
    const { person } = await region.desk.read<ReferralView>(`/v1/referrals/${referralId}`);
    const looks = await connected(cap.databaseUrl(), (database) =>
      database.query(
        `select distinct actor_role as role, action, subject_kind as kind from access_record
          where subject_person = $1 and purpose = 'triage' and command_id is null`,
        [person!.personId],
      ),
    );
    expect(looks.rows).toEqual(
      expect.arrayContaining([
        { role: 'desk', action: 'read', kind: 'person' },
        { role: 'desk', action: 'read', kind: 'case' },
      ]),
    );
  });

  it('each reader is told what it may do now', async () => {
    const { referralId, proposalId } = await offered(canary());
    const actions = async (reader: Actor, path: string) => (await reader.read<{ actions: string[] }>(path)).actions;
    const [proposal, referral] = [`/v1/proposals/${proposalId}`, `/v1/referrals/${referralId}`];
    expect(await actions(house.planner, proposal)).toEqual(['accept', 'decline']);
    expect(await actions(region.desk, proposal)).toEqual(['withdraw']);
    expect(await actions(office.referrer, proposal)).toEqual([]);
    expect(await actions(office.referrer, referral)).toEqual(['see-candidates', 'withdraw']);
    const { stayId } = await admitted(region, office, house);
    expect(await actions(house.planner, `/v1/stays/${stayId}`)).toEqual(['plan-end', 'end']);
    expect(await actions(region.desk, `/v1/stays/${stayId}`)).toEqual(['correct-admission']);
  });

  it('each row of a list says what its reader may do now, as the thing itself does', async () => {
    const [own, elsewhere] = [await region.registerHouse({}, 4), await region.registerHouse()];
    const { proposalId, stayId, referralId } = await admitted(region, office, own);
    const open = await proposed(region, office, own);
    const { stayId: waiting } = await planned(region, office, own);
    // STY-3: a young person who is elsewhere already cannot be admitted here.
    const body = submission();
    const { stayId: blocked } = await planned(region, office, own, body);
    await region.desk.give('/v1/bypasses', { unitId: elsewhere.unitId, person: body.person, at: await region.now() });
    await region.settle();
    const things: [string, string, ...Actor[]][] = [
      ['referrals', referralId, region.desk, office.referrer],
      ['referrals', open.referralId, region.desk, office.referrer],
      ['proposals', proposalId, region.desk, own.planner, office.referrer],
      ['proposals', open.proposalId, region.desk, own.planner, office.referrer],
      ['stays', stayId, region.desk, own.planner],
      ['stays', waiting, region.desk, own.planner],
      ['stays', blocked, region.desk, own.planner],
      ['units', own.unitId, region.desk, own.planner, elsewhere.planner, region.administrator],
    ];
    const said = new Set<string>();
    for (const [list, id, ...readers] of things)
      for (const reader of readers) {
        const { items } = await reader.read<Page<object & { actions: string[] }>>(`/v1/${list}?limit=200`);
        const row = items.find((item) => Object.values<unknown>(item).includes(id))!;
        const { actions } = await reader.read<{ actions: string[] }>(`/v1/${list}/${id}`);
        expect([list, row.actions]).toEqual([list, actions]);
        if (actions.length > 0) said.add(list);
      }
    expect([...said]).toEqual(['referrals', 'proposals', 'stays', 'units']);
    const { items } = await own.planner.read<Page<StayView>>('/v1/stays?limit=200');
    const actionsOf = (id: string) => items.find((stay) => stay.stayId === id)?.actions;
    expect([actionsOf(waiting), actionsOf(blocked)]).toEqual([['confirm-admission'], []]);
    expect(JSON.stringify(items)).not.toContain('runningBeside');
  });
});

describe('personal data are nowhere but in the dossier', () => {
  it('a whole referral leaves its words in no column, log line, trace, feed, page of a list, problem or event that leaves the house', async () => {
    const words = canary();
    const { proposalId, referralId, stayPath } = await offered(words);
    const decline = { reason: 'no-place', explanation: words.explanation };
    const refused = await house.planner.post(`/v1/proposals/${proposalId}/declines`, decline);
    expect(refused.body).toMatchObject({ rule: 'PRP-3' });
    const { stayId } = await house.planner.give<StayView>(stayPath, { plannedFrom: await region.today() });
    await house.planner.give(`/v1/stays/${stayId}/admissions`, { at: await region.now() });
    await region.desk.give('/v1/bypasses', {
      unitId: house.unitId,
      person: submissionOf(words).person,
      on: '2028-01-02',
    });
    const returned = { outcome: 'return-for-completion', reason: 'care-form-unclear', explanation: words.explanation };
    const { referralId: another } = await office.referrer.give<ReferralView>('/v1/referrals', submissionOf(words));
    await region.desk.give(`/v1/referrals/${another}/triage-decisions`, returned);
    await region.settle();

    const found = (sought: Canary) => connected(cap.databaseUrl(), (database) => wordsInDatabase(database, sought));
    expect(await found(words)).toEqual([]);
    // What is there in the open is found: in a table, and in the body of an event.
    const inTheOpen = await found({ ...words, name: house.unitId });
    expect(inTheOpen).toEqual(expect.arrayContaining(['unit.unit_id: name', 'event.data: name']));
    expect(wordsIn(cap.output.join('\n'), words)).toEqual([]);
    const room = await LiveRoom.follow(region.desk, `referrals/referral:${referralId}`);
    expect(room.size).toBe(1);
    expect(wordsIn(JSON.stringify(room.rowOf(referralId)), words)).toEqual([]);
    room.close();
    for (const list of ['/v1/referrals', '/v1/proposals', '/v1/stays', '/v1/findings', '/v1/units'])
      expect(wordsIn(await textOf(region.desk, list), words)).toEqual([]);

    const outside = (await heardOutside(kafka, `${prefix}canary`, await eventsThatLeave())).join('\n');
    expect(outside).toContain(stayId);
    expect(wordsIn(outside, words)).toEqual([]);
    const told = await eventually('the last command is told', () => {
      const text = traces.texts.join('\n');
      return text.includes('RecordBypass') && text.includes(another) && text;
    });
    expect(told).toContain('PRP-3');
    expect(wordsIn(told, words)).toEqual([]);
    for (const id of await idsOfPeople()) for (const text of [outside, told]) expect(text).not.toContain(id);
  });

  it('a wrong body is told by its fields, all at once, and never by its values', async () => {
    const words = canary();
    const { person } = submissionOf(words);
    const body = {
      ...submission({ case: caseWith({ situation: words.situation, postcode: 12 }) }),
      person: { ...person, sex: words.name, birthDate: words.situation, [words.name]: 1 },
      urgency: words.name,
      [words.situation]: words.explanation,
    };
    const { status, body: problem } = await office.referrer.post('/v1/referrals', body);
    expect([status, problem.code]).toEqual([400, 'input-invalid']);
    const fields = problem.errors!.map(({ field }) => field);
    for (const field of ['person.sex', 'person.birthDate', 'case.postcode', 'urgency']) expect(fields).toContain(field);
    expect(wordsIn(JSON.stringify(problem), words)).toEqual([]);
    expect(wordsIn(cap.output.join('\n'), words)).toEqual([]);
  });

  it.each([
    ['a number that fails the eleven-test', (words: Canary) => ({ ...words, bsn: '999900007' })],
    ['a number from outside the test range', (words: Canary) => ({ ...words, bsn: '111222333' })],
  ])('%s is refused without being repeated', async (_, change) => {
    const words = change(canary());
    const { status, body } = await office.referrer.post('/v1/referrals', submissionOf(words));
    expect([status, body.code]).toEqual([400, 'bsn-not-accepted']);
    expect(wordsIn(JSON.stringify(body), words)).toEqual([]);
  });

  it('a known number with another birth date is refused, and what is known is not told', async () => {
    const words = canary();
    await toMatching(region, office, submissionOf(words));
    const other = submissionOf({ ...words, birthDate: '2012-12-12' });
    const { status, body } = await office.referrer.post('/v1/referrals', other);
    expect([status, body.code]).toEqual([409, 'person-differs']);
    expect(wordsIn(JSON.stringify(body), words)).toEqual([]);
  });

  it('one young person is one person, whoever refers', async () => {
    const words = canary();
    const another = await region.registerReferrer('certified-institution');
    const [one, two] = [
      await toMatching(region, office, submissionOf(words)),
      await toMatching(region, another, submissionOf(words)),
    ];
    await region.settle();
    const personOf = async (referralId: string) =>
      (await region.desk.read<ReferralView>(`/v1/referrals/${referralId}`)).person!.personId;
    expect(await personOf(one)).toBe(await personOf(two));
    expect((await another.referrer.read<Page<ReferralView>>('/v1/referrals')).items).toHaveLength(1);
  });
});

describe('a trace', () => {
  const spansOf = (trace: string) => traces.spans.filter(({ traceId }) => traceId === trace);
  const named = (name: string, of: (span: ReceivedSpan) => boolean) =>
    eventually(`a span ${name}`, () => traces.spans.find((span) => span.name === name && of(span)));

  it('is of one command, from the request over log and lists to the message that leaves, and points at that of who asks', async () => {
    const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
    const traceparent = `00-${trace}-00f067aa0ba902b7-01`;
    const give = () => office.referrer.give<ReferralView>('/v1/referrals', submission(), { traceparent });
    const [one, two] = [await give(), await give()];
    await region.settle();
    const messages = await heardOutside(kafka, `${prefix}traced`, await eventsThatLeave());
    const traceOf = ({ referralId }: ReferralView) =>
      /00-([0-9a-f]{32})-[0-9a-f]{16}-01/.exec(messages.find((text) => text.includes(referralId))!)![1]!;
    const whole = [
      'cap-api POST /v1/referrals',
      'cap-api command SubmitReferral',
      'cap-worker project referral-list',
      'cap-worker send cap.referrals',
    ];
    for (const referral of [one, two]) {
      const told = () => spansOf(traceOf(referral)).map(({ program, name }) => `${program} ${name}`);
      await eventually('its spans came', () => whole.every((span) => told().includes(span)));
      const [request] = spansOf(traceOf(referral)).filter(({ parentSpanId }) => !parentSpanId);
      expect(request).toMatchObject({ name: 'POST /v1/referrals', links: [{ traceId: trace }] });
    }
    expect(new Set([traceOf(one), traceOf(two), trace]).size).toBe(3);
  });

  it('does not join what follows for another referral of the same young person: a reaction has its own', async () => {
    const body = submission();
    const { referralId } = await proposed(region, office, house, body);
    const { unitId } = await region.registerHouse();
    await region.desk.give('/v1/bypasses', { unitId, person: body.person, at: await region.now() });
    await region.settle();
    const messages = await heardOutside(kafka, `${prefix}reacted`, await eventsThatLeave());
    const about = messages.filter((text) => text.includes(referralId)).join('\n');
    const reaction = await named('react BypassedStayRecorded', ({ traceId }) => about.includes(traceId));
    const bypass = await named('command RecordBypass', ({ spanId }) => reaction.links[0]!.spanId === spanId);
    expect(about).not.toContain(bypass.traceId);
  });
});

/** A new referral in a canary's words, with an open proposal. */
async function offered(words: Canary) {
  const proposal = await proposed(region, office, house, submissionOf(words));
  return { ...proposal, stayPath: `/v1/proposals/${proposal.proposalId}/acceptances` };
}

/** How many events of the log others hear of. */
const eventsThatLeave = () =>
  connected(cap.databaseUrl(), async (database) => {
    const { rows } = await database.query<{ count: number }>(
      `select count(*)::integer as count from event where stream_type not in ('policy', 'finding')`,
    );
    return rows[0]!.count;
  });

const idsOfPeople = () =>
  connected(cap.databaseUrl(), async (database) => {
    const { rows } = await database.query<{ id: string }>('select person_id as id from dossier_person');
    return rows.map(({ id }) => id);
  });
