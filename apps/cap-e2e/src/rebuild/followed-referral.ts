import { randomUUID } from 'node:crypto';
import { applyRoomMessage, emptyRoom, liveEvents } from '@cap/contracts';
import type { ReferralRow, Room, RoomChanges, RoomRefused, RoomState, RoomView } from '@cap/contracts';
import { eventually } from '@cap/testing';
import { io, type Socket } from 'socket.io-client';
import type { Actor } from '../support/actor';
import { completion, submission } from '../support/bodies';
import type { Office } from '../support/region';

const answerMs = 30_000;
const seenWithinMs = 60_000;

/** Somebody who follows one referral on the live channel, and the commands that change it. Notes what must not be. */
export class FollowedReferral {
  readonly flaws: string[] = [];
  /** Epochs that it was told of, in their order. */
  readonly epochs: number[] = [];
  /** Changes that it has seen. */
  changes = 0;
  private view: RoomView<ReferralRow>;
  private readonly socket: Socket;
  private asked: Promise<unknown> = Promise.resolve();
  /** Up to here commands were acknowledged. */
  private acknowledged = 1;

  private constructor(
    readonly referralId: string,
    private readonly office: Office,
    private readonly desk: Actor,
  ) {
    const room: Room = `referrals/referral:${referralId}`;
    this.view = emptyRoom<ReferralRow>(room);
    const auth = { token: desk.token };
    this.socket = io(desk.api, { path: '/live', transports: ['websocket'], auth, forceNew: true });
    this.socket.on(liveEvents.changes, (message: RoomChanges<ReferralRow>) => this.take(message));
    this.socket.on('disconnect', () => this.flaws.push('the connection was lost'));
  }

  /** Submits a referral and follows it, as `desk` at its API process. */
  static async begin(office: Office, desk: Actor): Promise<FollowedReferral> {
    const { referralId } = await office.referrer.give<{ referralId: string }>('/v1/referrals', submission());
    const followed = new FollowedReferral(referralId, office, desk);
    await followed.follow();
    await followed.untilSeen();
    return followed;
  }

  /** One command after the other, until it is told to stop: returned to its referrer, and completed by them. */
  async goOn(isOver: () => boolean): Promise<void> {
    const returned = { outcome: 'return-for-completion', reason: 'information-missing', explanation: 'Verzonnen.' };
    while (!isOver()) {
      const path = `/v1/referrals/${this.referralId}`;
      if (this.acknowledged % 2 === 1)
        await this.desk.give(`${path}/triage-decisions`, returned, { key: randomUUID() });
      else await this.office.referrer.give(`${path}/completions`, completion());
      this.acknowledged++;
      await this.untilSeen();
    }
  }

  get row(): ReferralRow | undefined {
    return this.view.rows.get(this.referralId);
  }

  get commands(): number {
    return this.acknowledged;
  }

  close(): void {
    this.socket.off('disconnect');
    this.socket.disconnect();
  }

  /** Waits until the screen shows what the last command did. */
  private async untilSeen(): Promise<void> {
    await eventually(`live: version ${this.acknowledged}`, () => this.row?.version === this.acknowledged, {
      within: seenWithinMs,
    });
  }

  /** Asks until the room is opened: one question after the other, for a second one makes an end of the first. */
  private follow(): Promise<unknown> {
    const ask = () => eventually('live: the room is opened', () => this.ask(), { within: answerMs });
    this.asked = this.asked.then(ask, ask);
    return this.asked;
  }

  /** The answer is taken in the callback: after an `await`, changes that came right behind it would be taken first. */
  private ask(): Promise<boolean> {
    const since = this.view.position ?? undefined;
    const question = since === undefined ? { room: this.view.room } : { room: this.view.room, since };
    return new Promise((resolve, reject) => {
      const answered = (error: Error | null, answer: RoomState<ReferralRow> | RoomRefused) => {
        if (error) return reject(error);
        if ('refused' in answer) return resolve(false);
        this.take(answer);
        resolve(true);
      };
      this.socket.timeout(answerMs).emit(liveEvents.follow, question, answered);
    });
  }

  private take(message: RoomState<ReferralRow> | RoomChanges<ReferralRow>): void {
    const before = this.row;
    const { state, refollow } = applyRoomMessage(this.view, message);
    this.view = state;
    this.changes += message.rows.length;
    if (before && !this.row) this.flaws.push('the referral disappeared');
    if (before && this.row && this.row.version < before.version) this.flaws.push('the referral went back');
    const epoch = Number(state.position?.split(':')[0] ?? 0);
    const last = this.epochs.at(-1) ?? 0;
    if (epoch > last) this.epochs.push(epoch);
    else if (epoch > 0 && epoch < last) this.flaws.push('an epoch came back');
    if (refollow) void this.follow().catch((error: unknown) => void this.flaws.push(String(error)));
  }
}
