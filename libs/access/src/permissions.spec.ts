import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { actorRoles, type ActorRole } from '@cap/contracts';
import { commandScope, permissionTables, readScope, roomScope, type CommandName, type ReadName } from './permissions';
import { printPermissions } from './print-permissions';

/** What a role may at all, with `own` marked by a star. */
const allOf = (table: keyof typeof permissionTables, role: ActorRole): string[] =>
  Object.entries(permissionTables[table]).flatMap(([name, grants]) => {
    const scope = grants[role];
    return scope === undefined ? [] : [scope === 'own' ? `${name}*` : name];
  });

describe('permissions', () => {
  it('let a referrer refer for its own organisation, and follow its own referrals', () => {
    expect(allOf('Command', 'referrer')).toEqual(['SubmitReferral*', 'CompleteReferral*', 'WithdrawReferral*']);
    expect(allOf('Room', 'referrer')).toEqual(['region', 'municipality', 'unit', 'referral*']);
  });

  it("let a planner act for its own provider only, and not see others' rooms", () => {
    const planned = [...allOf('Command', 'planner'), ...allOf('Room', 'planner')];
    expect(planned.filter((name) => !name.endsWith('*'))).toEqual([]);
    expect(allOf('Command', 'planner')).toEqual([
      'AcceptProposal*',
      'DeclineProposal*',
      'ConfirmAdmission*',
      'PlanStayEnd*',
      'EndStay*',
      'RecordBypass*',
      'ReportAvailability*',
    ]);
  });

  it('leave nothing but places, processes and the clock to the display', () => {
    expect(allOf('Command', 'display')).toEqual([]);
    expect(allOf('Reading', 'display')).toEqual(['units', 'clock', 'processes']);
    expect(allOf('Room', 'display')).toEqual(['region']);
  });

  it('leave no referral, proposal or stay to an administrator', () => {
    const personal = [...allOf('Command', 'administrator'), ...allOf('Reading', 'administrator')];
    expect(personal.filter((name) => /referral$|proposal|stay|candidates|finding/i.test(name))).toEqual([]);
    expect(roomScope('administrator', 'referral')).toBe('none');
  });

  it.each<[CommandName, ActorRole]>([
    ['ExpireProposal', 'system'],
    ['MarkStartOverdue', 'system'],
    ['ProposePlace', 'desk'],
    ['DecideTriage', 'desk'],
    ['AcceptProposal', 'planner'],
    ['SubmitReferral', 'referrer'],
    ['StepClock', 'administrator'],
  ])('leave %s to %s alone', (command, only) => {
    expect(actorRoles.filter((role) => commandScope(role, command) !== 'none')).toEqual([only]);
  });

  it.each<[ReadName, ActorRole]>([
    ['referral', 'planner'],
    ['candidates', 'planner'],
    ['stay', 'referrer'],
    ['finding', 'referrer'],
    ['finding', 'planner'],
  ])('keep %s from a %s', (read, role) => {
    expect(readScope(role, read)).toBe('none');
  });

  it('are printed in docs/access.md as they are', () => {
    const page = readFileSync(join(__dirname, '../../../docs/access.md'), 'utf8');
    expect(page).toBe(printPermissions());
  });
});
