import type { UnitId } from '@cap/contracts';
import type { Held } from '@cap/events';
import { lockUnits } from '../claims/lock-units';
import { acceptClaim, holdPlace, releaseClaim } from '../claims/promise';
import { admitClaim, claimRunningStay, correctAdmission, correctEnd, endClaim } from '../claims/stay';
import { newId, reportOf, type Region } from '../region.fixture';
import { freePlaces } from './free-places';
import { dayOf, instantOf, isPresent, type Child, type Count, type Ms, type Recorded } from './free-truth.fixture';

const minute = 60_000;

/** How a moment is told: itself, its day only, or wrongly. */
export type Telling = 'moment' | 'day' | 'wrong';

/** One unit's history: what happens in it, what the CAP is told, and when its counts arrive. Each step may do nothing. */
export class History {
  readonly children: Child[] = [];
  private readonly counts: Count[] = [];
  /** The newest of the counts that arrived. */
  standing: Count | null = null;
  private others = 0;
  private inOperation = 3;

  constructor(
    private readonly region: Region,
    private readonly unitId: UnitId,
    private readonly start: Ms,
    public now: Ms = start,
  ) {}

  free(): Promise<number> {
    return freePlaces(this.region.dataSource.manager, this.unitId, dayOf(this.now));
  }

  /** Whether something that is not so stands recorded: then nothing can be promised about free. */
  get misled(): boolean {
    return this.children.some(({ admitted, ended }) => admitted?.wrong || ended?.wrong);
  }

  wait(minutes: number): void {
    this.now += minutes * minute;
  }

  changeOthers(by: number): void {
    this.happen(() => (this.others = Math.max(0, this.others + by)));
  }

  changeInOperation(by: number): void {
    this.happen(() => (this.inOperation = Math.max(0, this.inOperation + by)));
  }

  async hold(): Promise<void> {
    const child = this.newChild('held');
    const held = await this.region.dataSource.transaction(async (tx) => {
      await lockUnits(tx, [this.unitId]);
      const on = dayOf(this.now);
      if ((await freePlaces(tx, this.unitId, on)) < 1) return false;
      await holdPlace(tx, { ...child, unitId: this.unitId, holdsFrom: on });
      return true;
    });
    if (held) this.children.push(child);
  }

  async accept(pick: number): Promise<void> {
    const child = this.pick(pick, ({ status }) => status === 'held');
    if (!child) return;
    await acceptClaim(this.region.dataSource.manager, child.proposalId, child.stayId);
    child.status = 'accepted';
  }

  async release(pick: number): Promise<void> {
    const child = this.pick(pick, ({ status, came }) => ['held', 'accepted'].includes(status) && came === null);
    if (!child) return;
    await releaseClaim(this.region.dataSource.manager, child.proposalId);
    child.status = 'released';
  }

  /** A child who was promised a place comes, before or after the CAP hears of an acceptance. */
  come(pick: number): void {
    const child = this.pick(pick, ({ status, came }) => ['held', 'accepted'].includes(status) && came === null);
    if (child) this.happen(() => (child.came = this.now));
  }

  comeUnknown(): void {
    const child = this.newChild('unknown');
    this.happen(() => (child.came = this.now));
    this.children.push(child);
  }

  leave(pick: number): void {
    const child = this.pick(pick, ({ came, left }) => came !== null && left === null);
    if (child) this.happen(() => (child.left = this.now));
  }

  async admit(pick: number, telling: Telling): Promise<void> {
    const child = this.pick(pick, ({ status, came }) => ['accepted', 'unknown'].includes(status) && came !== null);
    if (!child) return;
    const admitted = this.record(child.came!, telling);
    const { manager } = this.region.dataSource;
    if (child.status === 'accepted') await admitClaim(manager, child.stayId, admitted.held, instantOf(this.now));
    else {
      const stay = { ...child, unitId: this.unitId, origin: 'bypass', admitted: admitted.held } as const;
      await claimRunningStay(manager, { ...stay, fullTime: true }, instantOf(this.now));
    }
    Object.assign(child, { status: 'admitted', admitted });
  }

  async end(pick: number, telling: Telling): Promise<void> {
    const child = this.pick(pick, ({ status, left }) => status === 'admitted' && left !== null);
    if (!child) return;
    const ended = this.record(child.left!, telling);
    await endClaim(this.region.dataSource.manager, child.stayId, ended.held, instantOf(this.now));
    Object.assign(child, { status: 'ended', ended });
  }

  async correctAdmission(pick: number, telling: Telling): Promise<void> {
    const child = this.pick(pick, ({ admitted }) => admitted !== null);
    if (!child) return;
    child.admitted = this.record(child.came!, telling);
    await correctAdmission(this.region.dataSource.manager, child.stayId, child.admitted.held, instantOf(this.now));
  }

  async correctEnd(pick: number, telling: Telling): Promise<void> {
    const child = this.pick(pick, ({ ended }) => ended !== null);
    if (!child) return;
    child.ended = this.record(child.left!, telling);
    await correctEnd(this.region.dataSource.manager, child.stayId, child.ended.held, instantOf(this.now));
  }

  /** The provider counts; its report arrives in some later step, or never. */
  count(named: boolean): void {
    const present = new Set(this.children.filter((child) => isPresent(child, this.now)));
    const knownToProvider = [...present].filter(({ status }) => status !== 'unknown');
    this.counts.push({
      id: newId(),
      observedAt: this.now,
      inOperation: Math.max(this.inOperation, present.size + this.others),
      others: this.others,
      present,
      names: named ? new Set(knownToProvider.map(({ placementId }) => placementId)) : null,
    });
  }

  /** One of the counts arrives, the newest, an older or a repeated one. */
  async deliver(pick: number): Promise<void> {
    if (this.counts.length === 0) return;
    const count = this.counts[this.counts.length - 1 - (pick % this.counts.length)]!;
    const { id, inOperation, others, names, present } = count;
    const figures = { id, inOperation, occupied: present.size + others, occupiedOtherRegions: others };
    const report = reportOf(this.unitId, instantOf(count.observedAt), {
      ...figures,
      ...(names && { countsPlacements: [...names] }),
    });
    await this.region.apply([report], { receivedAt: instantOf(this.now) });
    if (!this.standing || [count, this.standing].sort(byMaking)[1] === count) this.standing = count;
  }

  private newChild(status: Child['status']): Child {
    const ids = { personId: newId<Child['personId']>(), placementId: newId<Child['placementId']>() };
    const more = {
      referralId: newId<Child['referralId']>(),
      proposalId: newId<Child['proposalId']>(),
      stayId: newId<Child['stayId']>(),
    };
    return { ...ids, ...more, status, came: null, left: null, admitted: null, ended: null };
  }

  private pick(pick: number, suits: (child: Child) => boolean): Child | undefined {
    const suitable = this.children.filter(suits);
    return suitable[pick % suitable.length];
  }

  /** What happens, happens at a minute of its own: a count of the same minute was made after it. */
  private happen(change: () => void): void {
    this.now += minute;
    change();
  }

  private record(truth: Ms, telling: Telling): Recorded {
    const middle = this.start + Math.floor((this.now - this.start) / 2 / minute) * minute;
    const told = telling === 'wrong' ? (middle === truth ? this.start : middle) : truth;
    const held: Held = { on: dayOf(told), at: telling === 'day' ? null : instantOf(told) };
    return { held, at: this.now, wrong: told !== truth };
  }
}

const byMaking = (a: Count, b: Count): number => a.observedAt - b.observedAt || (a.id < b.id ? -1 : 1);
