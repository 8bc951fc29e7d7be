import type { CommandName } from '@cap/access';
import type { RefusalCode } from '@cap/contracts';

/** What people read about one operation; in Dutch, complete sentences. */
export interface Words {
  readonly summary: string;
  readonly description: string;
}
export interface CommandWords extends Words {
  /** With which refusals of the domain it can be answered. */
  readonly refusals: readonly RefusalCode[];
}

/** Commands that nobody gives over HTTP: the clock does. And those of a development instance. */
type NotInPublic = 'ExpireProposal' | 'MarkStartOverdue' | 'StepClock';

const request = [
  'referrer-not-entitled',
  'referrer-only-in-crisis',
  'care-form-not-yet',
  'care-form-does-not-fit-purpose',
] as const;
const openProposal = ['proposal-not-open', 'proposal-expired'] as const;
const accepted = ['admission-before-acceptance', 'admission-in-the-future'] as const;
const says = (summary: string, description: string, refusals: readonly RefusalCode[]): CommandWords => ({
  summary,
  description,
  refusals,
});

/** Every command that comes in over HTTP. One that is added to the table of permissions must be added here, or nothing compiles. */
export const commandWords: Readonly<Record<Exclude<CommandName, NotInPublic>, CommandWords>> = {
  RegisterReferrer: says(
    'Registreer een verwijzer.',
    'Alleen een geregistreerde verwijzer meldt jongeren aan (CAP-2).',
    ['already-registered'],
  ),
  RegisterProvider: says(
    'Registreer een aanbieder.',
    'Vanaf vandaag doet de aanbieder mee aan het aanmeldpunt (CAP-5).',
    ['already-registered'],
  ),
  AddLocation: says('Voeg een locatie toe aan een aanbieder.', 'Een locatie is het adres van een of meer groepen.', [
    'already-registered',
    'provider-unknown',
  ]),
  RegisterUnit: says('Registreer een groep op een locatie.', 'Het profiel zegt voor wie de groep er is (MAT-1).', [
    'already-registered',
    'location-unknown',
    'ages-out-of-order',
  ]),
  ChangeUnit: says('Wijzig het profiel van een groep.', 'Nieuwe voorstellen gaan uit van het nieuwe profiel.', [
    'unit-unknown',
    'ages-out-of-order',
  ]),
  AgreeCapacity: says(
    'Leg een capaciteitsafspraak met een groep vast.',
    'Zonder lopende afspraak krijgt een groep geen voorstellen (CPY-2).',
    ['unit-unknown', 'already-registered', 'agreement-period-out-of-order'],
  ),
  ChangePolicy: says(
    'Wijzig een termijn, norm of gewicht van de regio.',
    'De wijziging geldt vanaf een latere dag (CAP-4).',
    ['policy-not-in-the-future', 'policy-value-out-of-bounds'],
  ),
  RegisterWebhook: says(
    'Registreer een afnemer die via HTTP krijgt wat naar buiten gaat.',
    'De afnemer kiest onderwerpen en geeft een geheim; daarmee is alles ondertekend wat hij krijgt.',
    ['already-registered'],
  ),
  PauseWebhook: says('Zet het leveren aan een afnemer stil.', 'Wat komt, wacht tot het leveren weer verdergaat.', []),
  ResumeWebhook: says(
    'Laat het leveren aan een afnemer verdergaan.',
    'Het gaat verder waar het was, of opnieuw vanaf een eerdere plaats in de gebeurtenissen.',
    [],
  ),
  ChangeWebhookSecret: says(
    'Geef een afnemer een nieuw geheim.',
    'Een etmaal lang is alles met het oude en het nieuwe ondertekend, zodat de afnemer niets mist.',
    [],
  ),
  SubmitReferral: says(
    'Meld een jongere aan voor verblijf.',
    'Dit is de enige ingang (CAP-1). Het regiepunt beoordeelt de aanmelding daarna.',
    request,
  ),
  CompleteReferral: says(
    'Vul een teruggestuurde aanmelding aan.',
    'De aanmelding gaat daarna opnieuw naar het regiepunt (REF-5).',
    [...request, 'referral-not-returned', 'referral-closed'],
  ),
  WithdrawReferral: says('Trek een aanmelding in.', 'Plekken die waren toegezegd, komen vrij (REF-5).', [
    'referral-closed',
    'referral-has-a-stay',
  ]),
  DecideTriage: says(
    'Besluit over een aanmelding.',
    'Zij gaat door naar matching, of terug naar de verwijzer. De verwijzer leest de toelichting (REF-5).',
    ['referral-not-awaiting-triage', 'triage-without-explanation', 'referral-closed'],
  ),
  ProposePlace: says(
    'Stel een plek in een groep voor.',
    'De plek wordt vastgehouden tot de termijn van het voorstel (PRP-1, PRP-2).',
    ['referral-not-in-matching', 'referral-closed', 'already-proposed-to-unit', 'unit-does-not-fit', 'no-free-place'],
  ),
  WithdrawProposal: says('Trek een voorstel in.', 'De plek komt vrij (PRP-1).', [
    'proposal-not-open',
    'referral-has-a-stay',
  ]),
  AcceptProposal: says(
    'Accepteer een voorstel.',
    'Er ontstaat een gepland verblijf; andere open voorstellen van deze aanmelding vervallen (PRP-1).',
    [...openProposal, 'planned-day-out-of-bounds'],
  ),
  DeclineProposal: says('Wijs een voorstel af, met reden en toelichting.', 'De plek komt vrij (PRP-3).', [
    ...openProposal,
    'decline-without-explanation',
    'place-is-free',
  ]),
  ConfirmAdmission: says(
    'Bevestig dat een jongere is opgenomen.',
    'Geef het tijdstip, of de dag waar alleen die bekend is (STY-1).',
    ['admission-without-accepted-proposal', 'stay-not-planned', 'has-running-stay', ...accepted],
  ),
  PlanStayEnd: says(
    'Leg vast wanneer een verblijf naar verwachting eindigt.',
    'Een crisisverblijf duurt hoogstens vier weken (CRI-1).',
    ['stay-not-started', 'stay-already-ended', 'end-before-admission', 'crisis-end-after-day-28'],
  ),
  EndStay: says(
    'Meld dat een verblijf is geëindigd.',
    'Geef het tijdstip of de dag, de reden en de bestemming (STY-2).',
    ['stay-not-started', 'stay-already-ended', 'end-before-admission', 'end-in-the-future'],
  ),
  CorrectAdmission: says(
    'Corrigeer de dag van een opname.',
    'De eerdere vastlegging blijft in de geschiedenis staan (STY-1).',
    ['stay-not-started', 'end-before-admission', 'has-running-stay', ...accepted],
  ),
  CorrectEnd: says(
    'Corrigeer het einde van een verblijf.',
    'De eerdere vastlegging blijft in de geschiedenis staan (STY-2).',
    ['stay-not-started', 'stay-not-ended', 'end-before-admission', 'end-in-the-future', 'has-running-stay'],
  ),
  RecordInheritedStay: says(
    'Registreer een verblijf dat al liep.',
    'Dat kan in de eerste tijd nadat een aanbieder ging meedoen (CAP-5).',
    [
      'already-registered',
      'unit-unknown',
      'stock-take-closed',
      'admission-in-the-future',
      'admitted-after-joining',
      'has-running-stay',
    ],
  ),
  RecordBypass: says(
    'Meld een jongere die er al is.',
    'Dit wordt altijd vastgelegd; het regiepunt ziet de bevinding (CAP-3).',
    [],
  ),
  ReportAvailability: says(
    'Meld hoeveel plekken in gebruik zijn.',
    'Elke melding krijgt een eigen uitkomst; een geweigerde houdt de andere niet tegen (CPY-1 tot en met CPY-3).',
    [],
  ),
};
