import type { IssueToken, ProviderId, ReferrerId } from '@cap/contracts';
import { seededId } from '../random/seeded-id';

/** Somebody who uses the CAP: a person with one role, for one organisation. */
export type Actor = IssueToken;

/** The people of the invented region, by what they do. */
export class Actors {
  constructor(private readonly seed: number) {}

  /** The desk has several users, so that two of them can want the same place. */
  desk(number: number): Actor {
    return { actorId: this.id(`desk ${number}`), role: 'desk' };
  }

  administrator(): Actor {
    return { actorId: this.id('administrator'), role: 'administrator' };
  }

  planner(providerId: ProviderId): Actor {
    return { actorId: this.id(`planner of ${providerId}`), role: 'planner', organisationId: providerId };
  }

  referrer(referrerId: ReferrerId): Actor {
    return { actorId: this.id(`referrer of ${referrerId}`), role: 'referrer', organisationId: referrerId };
  }

  private id(label: string): string {
    return seededId(this.seed, `actor ${label}`);
  }
}
