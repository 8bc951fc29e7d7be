import { readerStates } from '@cap/event-store';
import { listProposals } from '@cap/read-models';
import { eventually, freshDatabase, OwnKafka, type TestDatabase } from '@cap/testing';
import { Region } from '../region.fixture';
import { behind, committed, Outside, perKey } from './outside.fixture';

const within = { within: 60_000 };
const [anna, bram] = ['999990007', '999990019'] as const;

describe('the relay, while its broker is away', () => {
  let database: TestDatabase;
  let kafka: OwnKafka;
  let region: Region;
  let outside: Outside;

  beforeAll(async () => {
    kafka = await OwnKafka.start();
    database = await freshDatabase();
    outside = await Outside.listen(kafka.brokers, 'away.');
    const settings = { kafkaBrokers: kafka.brokers, eventSource: outside.source };
    region = await Region.open(database.appUrl, '2028-01-03T09:00:00Z', ['project', 'publish', 'relay'], settings);
  }, 120_000);
  afterAll(async () => {
    await region?.close();
    await outside?.stop();
    await kafka?.remove();
    await database?.drop();
  }, 60_000);

  const said = (text: string) => region.lines.filter((line) => line.includes(text)).length;
  const state = async () => (await readerStates(region.dataSource)).find(({ reader }) => reader === 'relay');
  const waits = () => eventually('it waits', async () => (await state())?.waitingFor === 'the broker', within);
  const level = () => eventually('it is level', async () => (await behind(region.dataSource)) === 0, within);
  /** A referral and a proposal, which the list of proposals shows: the other roles go on. */
  async function placed(bsn: string): Promise<void> {
    const { proposalId } = await region.propose(await region.referral(bsn), await region.unit());
    await eventually('the list shows it', async () =>
      (await listProposals(region.dataSource, 'all')).items.some((one) => one.proposalId === proposalId),
    );
  }

  it.each([
    ['frozen', () => kafka.freeze(), () => kafka.goOn(), anna],
    ['killed', () => kafka.kill(), () => kafka.again(), bram],
  ])(
    'waits for one that is %s and says so once, holds up no other role, and brings everything after',
    async (_, harm, mend, bsn) => {
      await level();
      const [waited, wentOn] = [said('The relay waits for the broker.'), said('the relay goes on.')];
      await harm();
      const { position } = (await state())!;
      await placed(bsn);
      await waits();
      await placed(bsn);
      expect(await state()).toMatchObject({ position, waitingFor: 'the broker', haltedAt: null });
      await mend();
      await level();
      expect(await state()).toMatchObject({ waitingFor: null });
      const all = await committed(region.dataSource);
      await eventually('all came', () => new Set(outside.firstAppearances).size >= all.length, within);
      expect(perKey(outside.firstAppearances)).toEqual(perKey(all));
      expect(said('The relay waits for the broker.') - waited).toBe(1);
      expect(said('the relay goes on.') - wentOn).toBe(1);
    },
    180_000,
  );
});
