import type { HttpFigures } from '../client/http-client';
import type { History, HistoryRecord } from '../audit/history';
import type { Verdict } from '../audit/verdict';

/** How often each thing happened, by what people call it. */
export function countsOf(history: History): Map<string, number> {
  const counts = new Map<string, number>();
  for (const record of history) for (const what of happenedIn(record)) counts.set(what, (counts.get(what) ?? 0) + 1);
  return new Map([...counts].sort(([one], [other]) => (one < other ? -1 : 1)));
}

const done = {
  'take-stock': 'voorraad: verblijven opgenomen',
  submit: 'aanmelding: ingediend',
  complete: 'aanmelding: aangevuld',
  triage: 'aanmelding: beoordeeld',
  'withdraw-referral': 'aanmelding: ingetrokken',
  propose: 'voorstel: plek toegezegd',
  accept: 'voorstel: geaccepteerd',
  decline: 'voorstel: afgewezen',
  'withdraw-proposal': 'voorstel: ingetrokken',
  'confirm-admission': 'verblijf: opname bevestigd',
  'plan-end': 'verblijf: einde gepland',
  'end-stay': 'verblijf: beëindigd',
  'correct-admission': 'verblijf: opname gecorrigeerd',
  'correct-end': 'verblijf: einde gecorrigeerd',
  bypass: 'verblijf: buiten het aanmeldpunt om',
} as const;
const twice = {
  'same-key-at-once': 'dubbel: zelfde opdracht tegelijk',
  'same-key-again': 'dubbel: zelfde opdracht opnieuw',
  'other-key-at-once': 'dubbel: twee opdrachten tegelijk (wedloop)',
} as const;
const outcomes = {
  applied: 'melding: toegepast',
  unchanged: 'melding: ongewijzigd',
  older: 'melding: ouder dan wat er stond',
  repeated: 'melding: herhaald',
  refused: 'melding: geweigerd',
  taken: 'melding: aangenomen over Kafka',
} as const;

const heard = { snapshot: 'momentopname', resumption: 'hervatting', changes: 'wijziging' } as const;

function happenedIn(record: HistoryRecord): string[] {
  switch (record.kind) {
    case 'command':
      return [record.answer.ok ? done[record.name] : `geweigerd: ${record.answer.code}`];
    case 'timed':
      return [record.ended === null ? 'tijd: zonder antwoord' : 'tijd: begin en einde opgetekend'];
    case 'twice':
      return [twice[record.how]];
    case 'report':
      return [outcomes[record.outcome], ...(record.code === null ? [] : [`geweigerd: ${record.code}`])];
    case 'proposal-seen':
      return record.status === 'expired' ? ['voorstel: verlopen'] : [];
    case 'settled':
      return ['klok: stappen'];
    case 'live-changes':
      return ['live: berichten'];
    case 'live-heard':
      return [`live: gehoord als ${heard[record.told]}`];
    case 'live-picture':
      return ['live: vergelijkingen'];
    case 'free-shown':
      return ['vrij: vergeleken'];
    case 'outage':
      return ['storing: zonder Kafka doorgewerkt'];
    case 'fault':
    case 'final':
      return [];
  }
}

/** The summary at the end of a run, as lines. */
export function summaryOf(history: History, verdict: Verdict, http: HttpFigures, digest: string): string[] {
  const counts = [...countsOf(history)].map(([what, count]) => `  ${String(count).padStart(8)}  ${what}`);
  return [
    'Wat er gebeurde:',
    ...counts,
    `  ${String(http.requests).padStart(8)}  HTTP-verzoeken, waarvan ${http.retries} opnieuw`,
    '',
    `Kenmerk van alle beslissingen: ${digest}`,
    '',
    'Oordeel van de controleur:',
    ...verdict.checks.flatMap(linesOf),
    '',
    verdict.clean ? 'SCHOON: elke controle zag iets, en vond niets dat niet klopt.' : 'NIET SCHOON.',
  ];
}

const shown = 10;

function linesOf({ name, asks, saw, violations, clean }: Verdict['checks'][number]): string[] {
  const found = clean ? 'in orde' : saw === 0 ? 'NIETS GEZIEN' : `${violations.length} KEER FOUT`;
  return [
    `  ${found.padEnd(14)} ${asks} (${name}, ${saw} keer gezien)`,
    ...violations.slice(0, shown).map((violation) => `      ${violation}`),
    ...(violations.length > shown ? [`      ... en ${violations.length - shown} meer`] : []),
  ];
}
