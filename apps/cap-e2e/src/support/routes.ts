import { randomUUID } from 'node:crypto';
import type { IssueToken } from '@cap/contracts';

export type Role = IssueToken['role'];
export const roles: readonly Role[] = ['referrer', 'planner', 'desk', 'administrator', 'display'];

/** A route and the roles that it lets in, as issue and pages say it; `libs/access` says it in its own words. */
export interface Route {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly allows: readonly Role[];
}

const people: readonly Role[] = ['referrer', 'planner', 'desk', 'administrator'];
const everybody: readonly Role[] = [...people, 'display'];
const administrator: readonly Role[] = ['administrator'];
const get = (path: string, allows: readonly Role[]): Route => ({ method: 'GET', path, allows });
const post = (path: string, allows: readonly Role[]): Route => ({ method: 'POST', path, allows });

/** Every route that asks who is there; `{id}` stands for an id that nobody has. */
const table: readonly Route[] = [
  post('/v1/referrers', administrator),
  post('/v1/providers', administrator),
  post('/v1/providers/{id}/locations', administrator),
  post('/v1/units', administrator),
  post('/v1/units/{id}/changes', administrator),
  post('/v1/units/{id}/agreements', administrator),
  post('/v1/policy-changes', ['desk']),
  post('/v1/webhooks', administrator),
  post('/v1/webhooks/{id}/pauses', administrator),
  post('/v1/webhooks/{id}/resumptions', administrator),
  post('/v1/webhooks/{id}/secrets', administrator),
  post('/v1/development/clock-steps', administrator),

  post('/v1/referrals', ['referrer']),
  post('/v1/referrals/{id}/completions', ['referrer']),
  post('/v1/referrals/{id}/withdrawals', ['referrer']),
  post('/v1/referrals/{id}/triage-decisions', ['desk']),
  post('/v1/referrals/{id}/proposals', ['desk']),
  post('/v1/proposals/{id}/withdrawals', ['desk']),
  post('/v1/proposals/{id}/acceptances', ['planner']),
  post('/v1/proposals/{id}/declines', ['planner']),

  post('/v1/stays/{id}/admissions', ['planner']),
  post('/v1/stays/{id}/planned-ends', ['planner']),
  post('/v1/stays/{id}/ends', ['planner']),
  post('/v1/stays/{id}/admission-corrections', ['desk']),
  post('/v1/stays/{id}/end-corrections', ['desk']),
  post('/v1/stock-takes', ['desk']),
  post('/v1/bypasses', ['desk', 'planner']),
  post('/v1/availability-reports', ['planner']),

  get('/v1/units', everybody),
  get('/v1/units/{id}', everybody),
  get('/v1/units/{id}/capacity', ['planner', 'desk', 'administrator']),
  get('/v1/capacity', everybody),
  get('/v1/referrals', ['referrer', 'desk']),
  get('/v1/referrals/{id}', ['referrer', 'desk']),
  get('/v1/referrals/{id}/candidates', ['referrer', 'desk']),
  get('/v1/proposals', ['referrer', 'planner', 'desk']),
  get('/v1/proposals/{id}', ['referrer', 'planner', 'desk']),
  get('/v1/stays', ['planner', 'desk']),
  get('/v1/stays/{id}', ['planner', 'desk']),
  get('/v1/findings', ['desk']),
  get('/v1/municipalities', people),
  get('/v1/referrers', people),
  get('/v1/providers', people),
  get('/v1/providers/{id}/locations', people),
  get('/v1/policy', people),
  get('/v1/webhooks', administrator),
  get('/v1/clock', everybody),
  get('/v1/processes', ['desk', 'administrator', 'display']),
  get('/v1/development/next-deadline', people),
  get('/v1/development/settled', people),
];

export const routes: readonly Route[] = table.map((route) => ({
  ...route,
  path: route.path.replace('{id}', randomUUID()),
}));
