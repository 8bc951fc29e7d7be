import type { Instant } from '../time';

export interface ClockView {
  mode: 'real' | 'stepped';
  at: Instant;
}
/** Forward only. */
export interface StepClock {
  to: string;
}
/** `GET /v1/development/settled`: whether everything that follows a commit has been done. */
export interface SettledView {
  settled: boolean;
  logPosition: number;
  waitingFor: string[];
}
/** `POST /v1/development/tokens`: a signed token for one actor; absent in production. */
export interface IssueToken {
  actorId: string;
  role: 'referrer' | 'planner' | 'desk' | 'administrator' | 'display';
  /** The referrer or the provider that the actor works for. */
  organisationId?: string;
}
