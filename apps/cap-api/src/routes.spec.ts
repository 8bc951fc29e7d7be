import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CommandName } from '@cap/access';
import { createMasterKeyFile } from '@cap/platform';
import { ApiConfig } from './api.config';
import { AppModule } from './app.module';
import type { Needs } from './edge/permission';
import { routesIn } from './openapi/routes';

interface Route {
  readonly name: string;
  readonly needs: Needs | undefined;
}

/** Every route of the front door, with the development routes. */
function allRoutes(): Route[] {
  const directory = mkdtempSync(join(tmpdir(), 'cap-routes-'));
  try {
    const masterKeyFile = join(directory, 'master-key');
    createMasterKeyFile(masterKeyFile);
    const config = Object.assign(new ApiConfig(), { masterKeyFile, developmentKeyFile: 'none', tokenIssuer: 'none' });
    return routesIn(AppModule.with(config)).map(({ method, path, needs }) => ({ name: `${method} ${path}`, needs }));
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** By which route each command is given. A command that is added to the table must be added here, or nothing compiles. */
const routeOf = {
  RegisterReferrer: 'POST /v1/referrers',
  RegisterProvider: 'POST /v1/providers',
  AddLocation: 'POST /v1/providers/:id/locations',
  RegisterUnit: 'POST /v1/units',
  ChangeUnit: 'POST /v1/units/:id/changes',
  AgreeCapacity: 'POST /v1/units/:id/agreements',
  ChangePolicy: 'POST /v1/policy-changes',
  RegisterWebhook: 'POST /v1/webhooks',
  PauseWebhook: 'POST /v1/webhooks/:id/pauses',
  ResumeWebhook: 'POST /v1/webhooks/:id/resumptions',
  ChangeWebhookSecret: 'POST /v1/webhooks/:id/secrets',
  SubmitReferral: 'POST /v1/referrals',
  CompleteReferral: 'POST /v1/referrals/:id/completions',
  WithdrawReferral: 'POST /v1/referrals/:id/withdrawals',
  DecideTriage: 'POST /v1/referrals/:id/triage-decisions',
  ProposePlace: 'POST /v1/referrals/:id/proposals',
  WithdrawProposal: 'POST /v1/proposals/:id/withdrawals',
  AcceptProposal: 'POST /v1/proposals/:id/acceptances',
  DeclineProposal: 'POST /v1/proposals/:id/declines',
  ExpireProposal: 'by the clock',
  ConfirmAdmission: 'POST /v1/stays/:id/admissions',
  PlanStayEnd: 'POST /v1/stays/:id/planned-ends',
  EndStay: 'POST /v1/stays/:id/ends',
  CorrectAdmission: 'POST /v1/stays/:id/admission-corrections',
  CorrectEnd: 'POST /v1/stays/:id/end-corrections',
  MarkStartOverdue: 'by the clock',
  RecordInheritedStay: 'POST /v1/stock-takes',
  RecordBypass: 'POST /v1/bypasses',
  ReportAvailability: 'POST /v1/availability-reports',
  StepClock: 'POST /v1/development/clock-steps',
} as const satisfies Record<CommandName, string>;

const routes = allRoutes();
const namesOf = (asked: (needs: Needs) => boolean): string[] =>
  routes.flatMap(({ name, needs }) => (needs !== undefined && asked(needs) ? [name] : [])).sort();

describe('the routes of the front door', () => {
  it('each says what it needs', () => {
    expect(routes.length).toBeGreaterThan(40);
    expect(routes.filter(({ needs }) => needs === undefined)).toEqual([]);
  });

  it.each(Object.entries(routeOf))('%s is given by one route: %s', (command, route) => {
    const given = namesOf((needs) => typeof needs === 'object' && 'command' in needs && needs.command === command);
    expect(given).toEqual(route === 'by the clock' ? [] : [route]);
  });

  it('what needs a command is a POST, what reads is a GET', () => {
    const wrong = routes.filter(({ name, needs }) => {
      if (needs === undefined || needs === 'public') return false;
      return !name.startsWith('command' in needs ? 'POST ' : 'GET ');
    });
    expect(wrong).toEqual([]);
  });

  it('few are for everybody, and those of a development instance are for this machine only', () => {
    expect(namesOf((needs) => needs === 'public')).toEqual([
      'GET /docs',
      'GET /health/details',
      'GET /health/live',
      'GET /health/ready',
      'GET /metrics',
      'GET /page-token',
      'GET /v1/development/instance',
      'GET /v1/openapi.json',
      'POST /v1/development/instance',
      'POST /v1/development/tokens',
    ]);
  });
});
