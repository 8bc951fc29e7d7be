import { randomUUID } from 'node:crypto';
import type { SubmitReferral } from '@cap/contracts';
import { submission } from './bodies';
import type { Office } from './region';

interface Sent {
  readonly key: string;
  readonly body: SubmitReferral;
}

/** Referrers who go on submitting, each its next referral after the answer to the last, until the CAP is gone. */
export class BusyReferrers {
  readonly acknowledged: (Sent & { referralId: string })[] = [];
  /** Sent, and never answered: whether it was carried out is not known. */
  readonly unanswered: Sent[] = [];
  private readonly finished: Promise<unknown>;
  private stopping = false;

  constructor(
    private readonly office: Office,
    howMany: number,
  ) {
    this.finished = Promise.all(Array.from({ length: howMany }, () => this.goOn()));
  }

  /** Resolves when each has met the end of the CAP, or has its last answer after `stop`. */
  async stop(): Promise<void> {
    this.stopping = true;
    await this.finished;
  }

  /** Sends what was not answered once more, under the same key. Gives the ids of the referrals. */
  async sendAgain(): Promise<string[]> {
    const again = this.unanswered.map(({ key, body }) =>
      this.office.referrer.give<{ referralId: string }>('/v1/referrals', body, { key }),
    );
    return (await Promise.all(again)).map(({ referralId }) => referralId);
  }

  private async goOn(): Promise<void> {
    while (!this.stopping) {
      const sent = { key: randomUUID(), body: submission() };
      const answer = await this.office.referrer
        .post<{ referralId: string }>('/v1/referrals', sent.body, { key: sent.key })
        .catch(() => undefined);
      if (answer?.status === 201) this.acknowledged.push({ ...sent, referralId: answer.body.referralId });
      else {
        this.unanswered.push(sent);
        return;
      }
    }
  }
}
