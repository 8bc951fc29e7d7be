import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RequestMethod, type DynamicModule, type Type } from '@nestjs/common';
import { METHOD_METADATA, MODULE_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import type { CommandName } from '@cap/access';
import { createMasterKeyFile } from '@cap/platform';
import { ApiConfig } from './api.config';
import { AppModule } from './app.module';
import { needsKey, type Needs } from './edge/permission';

interface Route {
  readonly name: string;
  readonly needs: Needs | undefined;
}
type Part = Type | DynamicModule;

/** Every route of the front door, with the development routes. */
function allRoutes(): Route[] {
  const directory = mkdtempSync(join(tmpdir(), 'cap-routes-'));
  try {
    const masterKeyFile = join(directory, 'master-key');
    createMasterKeyFile(masterKeyFile);
    const config = Object.assign(new ApiConfig(), { masterKeyFile, developmentKeyFile: 'none', tokenIssuer: 'none' });
    return controllersIn(AppModule.with(config)).flatMap(routesOf);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function controllersIn(part: Part): Type[] {
  const module = 'module' in part ? part.module : part;
  const listed = (key: 'controllers' | 'imports') => [
    ...((Reflect.getMetadata(MODULE_METADATA[key === 'imports' ? 'IMPORTS' : 'CONTROLLERS'], module) ?? []) as Part[]),
    ...('module' in part ? ((part[key] ?? []) as Part[]) : []),
  ];
  return [...(listed('controllers') as Type[]), ...listed('imports').flatMap(controllersIn)];
}

function routesOf(controller: Type): Route[] {
  const base = Reflect.getMetadata(PATH_METADATA, controller) as string;
  const methods = Object.getOwnPropertyNames(controller.prototype).map(
    (name) => (controller.prototype as Record<string, object>)[name]!,
  );
  return methods
    .filter((handler) => Reflect.hasMetadata(METHOD_METADATA, handler))
    .map((handler) => {
      const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod];
      const path = Reflect.getMetadata(PATH_METADATA, handler) as string;
      const needs = (Reflect.getMetadata(needsKey, handler) ?? Reflect.getMetadata(needsKey, controller)) as
        Needs | undefined;
      return { name: `${method} /${[base, path].filter((part) => part !== '/').join('/')}`, needs };
    });
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
      'GET /health/details',
      'GET /health/live',
      'GET /health/ready',
      'GET /metrics',
      'GET /page-token',
      'GET /v1/development/instance',
      'POST /v1/development/instance',
      'POST /v1/development/tokens',
    ]);
  });
});
