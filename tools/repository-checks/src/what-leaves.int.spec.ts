import { join } from 'node:path';
import * as ts from 'typescript';
import { compile } from './compile.fixture';

const events = join(__dirname, '../../../libs/events/src');
const [referralEvents, referrals] = [join(events, 'internal/referral-events.ts'), join(events, 'public/referrals.ts')];

/** What the compiler says of the public referrals, with one text replaced in one file. */
function complaints(path: string, from: string, to: string): string {
  const text = ts.sys.readFile(path)!;
  const changed = text.replace(from, to);
  expect(changed).not.toBe(text);
  return compile([referrals], new Map([[path, changed]]))[0]!.join('\n');
}

describe('what leaves the house', () => {
  it('compiles as it stands', () => {
    expect(compile([referrals], new Map())).toEqual([[]]);
  });

  it('is decided about each event: a new one fails the build until somebody decides', () => {
    const union = 'export type ReferralEvent =';
    const told = complaints(
      referralEvents,
      union,
      `${union} | { type: 'ReferralDreamt'; data: { proposalId: ProposalId } }`,
    );
    expect(told).toContain("Property 'ReferralDreamt' is missing");
  });

  it('holds no id of a person: no field takes one', () => {
    const told = complaints(
      referrals,
      '...requested(data),\n',
      '...requested(data),\n    referrerId: data.personId,\n',
    );
    expect(told).toContain('PersonId');
  });

  it('has no field that is made for one', () => {
    const told = complaints(
      referrals,
      'referrerId: id<ReferrerId>()',
      "referrerId: id<import('@cap/contracts').PersonId>()",
    );
    expect(told).toContain('does not satisfy the constraint');
  });
});
