import type { RefusalCode } from '../refusals';
import { says, type ProblemText } from './problem-text';

const counts: Readonly<Record<string, string>> = {
  inOperation: 'places in operation',
  occupied: 'occupied places',
  occupiedOtherRegions: 'places for young people of other regions',
  countsPlacements: 'named placements',
  expectedFree: 'places expected to come free',
  waitingDays: 'days of waiting time',
};

const contradiction: ProblemText['detail'] = ({ field = '', value = '', most }) => {
  const what = `The number of ${counts[field] ?? field} is ${value}.`;
  return most === undefined
    ? `${what} That cannot be: it is a whole number of 0 or more.`
    : `${what} It cannot be more than ${most}.`;
};

const status: ProblemText['detail'] = ({ status: now }) => `Its status is ${now}.`;

/** Every refusal of the domain in English. */
export const english = {
  'referrer-not-entitled': says(
    'This organisation may not refer',
    'Only legal referrers refer young people for residential care. Your organisation is not registered as a referrer.',
    'Ask the regional desk to register your organisation, or have a legal referrer refer.',
  ),
  'referrer-only-in-crisis': says(
    'Your organisation refers in a crisis only',
    'The crisis team and acute mental health care refer only when there is a crisis.',
    'Choose the urgency crisis if that is so, or ask the municipal access team to refer.',
  ),
  'admission-without-accepted-proposal': says(
    'There is no accepted proposal for this admission',
    'A stay begins only after an accepted proposal. Nothing has changed.',
    'Report with POST /v1/bypasses that the young person is there, if that is so already.',
  ),
  'admission-before-acceptance': says(
    'The admission is before the acceptance of the proposal',
    ({ admittedOn, acceptedOn }) =>
      `You give ${admittedOn} as the day of admission; the proposal was accepted on ${acceptedOn}.`,
    'Correct the date. Report a young person who was there without an accepted proposal with POST /v1/bypasses.',
  ),
  'stock-take-closed': says(
    'The stock take of this provider is closed',
    ({ stockTakeUntil }) => `Running stays could be registered up to and including ${stockTakeUntil}.`,
    'Contact the regional desk. Report a young person who came without a proposal with POST /v1/bypasses.',
  ),
  'admitted-after-joining': says(
    'This stay began after the provider joined',
    ({ admittedOn, joinedOn }) => `The stay began on ${admittedOn}; the provider joined on ${joinedOn}.`,
    'Report a young person who came without a proposal with POST /v1/bypasses.',
  ),
  'report-contradicts-itself': says(
    'The report contradicts itself',
    contradiction,
    'Report the right numbers. The report before it stands.',
  ),
  'report-above-agreement': says(
    'The report is above the agreement',
    ({ inOperation, most }) => `You report ${inOperation} places in operation. The agreement allows ${most} at most.`,
    'Correct the number, or have the regional desk change the capacity agreement. The report before it stands.',
  ),
  'report-from-the-future': says(
    'The report comes from the future',
    ({ observedAt, receivedAt }) => `The moment ${observedAt} is too far after its receipt at ${receivedAt}.`,
    'Check the clock of your system and report again. The report before it stands.',
  ),
  'report-id-reused': says(
    'This report id has been used before',
    'A report with the same id and another content was handled earlier. That first report stands.',
    'Give a new report a new id.',
  ),
  'unit-of-another-provider': says(
    'This unit is not yours',
    'You can report only for the units of your own organisation.',
    'Check the id of the unit.',
  ),
  'unit-unknown': says(
    'This unit is not known',
    'No unit is registered with this id.',
    'Check the id, or have the administrator register the unit.',
  ),
  'care-form-not-yet': says(
    'This care form cannot go through the CAP yet',
    ({ careForm }) => `Referring for ${careForm} is not possible yet: part-time stays and foster care follow later.`,
    'Refer this young person as you did until now, and ask the regional desk when this will be possible.',
  ),
  'care-form-does-not-fit-purpose': says(
    'The care form does not fit the purpose',
    ({ purpose, careForm }) => `The care form ${careForm} does not belong to the purpose ${purpose}.`,
    'Choose a care form that fits the purpose, or choose another purpose.',
  ),
  'referral-not-awaiting-triage': says(
    'This referral is not awaiting triage',
    status,
    'Read the referral again and choose an action that is possible now.',
  ),
  'triage-without-explanation': says(
    'The explanation is missing',
    'Every decision of triage has an explanation, also when the referral goes on to matching. The referrer reads it at once.',
    'Write in a sentence or two why you decide so, in explanation, and send it again.',
  ),
  'referral-not-returned': says(
    'This referral has not been returned',
    ({ status: now }) => `It can be completed only after it was returned; its status is ${now}.`,
    'Read the referral again and choose an action that is possible now.',
  ),
  'referral-not-in-matching': says(
    'This referral is not in matching',
    status,
    'Read the referral again. A new referral first goes through triage.',
  ),
  'referral-closed': says(
    'This referral is closed',
    status,
    'Submit a new referral when residential care is needed again.',
  ),
  'referral-has-a-stay': says(
    'This referral has a stay already',
    'A proposal was accepted; the place is promised or taken.',
    'Ask the regional desk to withdraw the accepted proposal, or end the stay.',
  ),
  'no-free-place': says(
    'There is no free place in this unit',
    ({ freePlaces }) =>
      `The unit has ${freePlaces} free places now. A place is promised to one young person at a time.`,
    'Choose another candidate. The list of candidates has been brought up to date.',
  ),
  'already-proposed-to-unit': says(
    'This unit has a proposal for this young person already',
    'A proposal to this unit is open and not answered.',
    'Wait for the answer, or withdraw the open proposal first.',
  ),
  'unit-does-not-fit': says(
    'This unit does not fit the referral',
    ({ fails }) => `The unit does not meet: ${String(fails).replaceAll(',', ', ')}.`,
    'Choose a unit among the candidates. With ?excluded=true you see of every other unit why it does not fit.',
  ),
  'proposal-not-open': says(
    'This proposal has been answered already',
    status,
    'Read the proposal again to see how it was answered.',
  ),
  'proposal-expired': says(
    'The deadline of this proposal has passed',
    ({ expiresAt }) => `It could be answered until ${expiresAt}. The place is not held any more.`,
    'Contact the regional desk if you can place the young person after all.',
  ),
  'decline-without-explanation': says(
    'The explanation is missing',
    'Who declines a proposal gives a reason and an explanation.',
    'Fill in the explanation and send it again.',
  ),
  'place-is-free': says(
    'By your last report there is a place',
    ({ freePlaces }) => `Without the place of this proposal there are ${freePlaces} free places, too.`,
    'Correct your report if it is wrong, or choose another reason.',
  ),
  'planned-day-out-of-bounds': says(
    'This first day cannot be',
    ({ plannedFrom, from, until }) =>
      `You plan the stay from ${plannedFrom}. The first day lies from ${from} up to and including ${until}.`,
    'Choose a day within this period. The place is held until the deadline of the proposal.',
  ),
  'stay-not-planned': says(
    'This stay is not planned',
    status,
    'Read the stay again and choose an action that is possible now.',
  ),
  'stay-not-started': says('This stay has not begun yet', status, 'Confirm the admission first.'),
  'stay-not-ended': says('This stay has not ended yet', status, 'End the stay; it can be corrected afterwards.'),
  'admission-in-the-future': says(
    'The admission is in the future',
    ({ admittedOn }) => `You confirm an admission on ${admittedOn}. Only what has happened can be confirmed.`,
    'Confirm the admission when the young person is there.',
  ),
  'stay-already-ended': says(
    'This stay has ended already',
    ({ endedOn }) => `The stay ended on ${endedOn}.`,
    'Have the regional desk correct the end if the date is wrong.',
  ),
  'end-before-admission': says(
    'The end is before the admission',
    ({ admittedOn, endedOn }) => `The admission was on ${admittedOn}; you give ${endedOn} as the end.`,
    'Correct the date.',
  ),
  'end-in-the-future': says(
    'The end is in the future',
    ({ endedOn }) => `You report an end on ${endedOn}. Only what has happened can be reported.`,
    'Record an expected end with POST /v1/stays/{id}/planned-ends.',
  ),
  'has-running-stay': says(
    'This young person has a stay already',
    'A young person has one full-time stay at a time; another stay runs on this day.',
    'Have the other stay ended or corrected first.',
  ),
  'crisis-end-after-day-28': says(
    'A crisis stay lasts four weeks at most',
    ({ lastDay, plannedEnd }) => `The last day is ${lastDay}; you plan the end on ${plannedEnd}.`,
    'Plan the end on or before the last day, and arrange what follows.',
  ),
  'already-registered': says(
    'This has been registered already',
    'There is a registration with this id.',
    'Read the registration that is there, or use a new id.',
  ),
  'provider-unknown': says(
    'This provider is not known',
    'No provider is registered with this id.',
    'Register the provider first.',
  ),
  'location-unknown': says(
    'This location is not known',
    'No location is registered with this id.',
    'Register the location with the provider first.',
  ),
  'ages-out-of-order': says(
    'The ages are in the wrong order',
    ({ minAge, maxAge }) => `The youngest age (${minAge}) is above the oldest (${maxAge}).`,
    'Correct the ages.',
  ),
  'agreement-period-out-of-order': says(
    'The period of the agreement is not right',
    'The period ends before it begins, or overlaps another agreement of this unit.',
    'Choose a period that joins the agreements that there are.',
  ),
  'policy-not-in-the-future': says(
    'Policy changes only from a later day on',
    ({ effectiveFrom, today }) => `You chose ${effectiveFrom}; today is ${today}.`,
    'Choose tomorrow or a later day.',
  ),
  'policy-value-out-of-bounds': says(
    'This value cannot be',
    ({ key, min, max }) => `The value of ${key} lies between ${min} and ${max}.`,
    'Choose a value within these bounds.',
  ),
} as const satisfies Record<RefusalCode, ProblemText>;
