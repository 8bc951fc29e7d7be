import type { RefusalCode } from '../refusals';
import { says, type ProblemText } from './problem-text';

const counts: Readonly<Record<string, string>> = {
  inOperation: 'plekken in gebruik',
  occupied: 'bezette plekken',
  occupiedOtherRegions: 'plekken voor jongeren uit andere regio’s',
  countsPlacements: 'genoemde plaatsingen',
  expectedFree: 'verwachte vrije plekken',
  waitingDays: 'dagen wachttijd',
};

const contradiction: ProblemText['detail'] = ({ field = '', value = '', most }) => {
  const what = `Het aantal ${counts[field] ?? field} is ${value}.`;
  return most === undefined
    ? `${what} Dat kan niet: het is een heel getal van 0 of meer.`
    : `${what} Het kan niet meer zijn dan ${most}.`;
};

/** Every refusal of the domain in Dutch. */
export const dutch = {
  'referrer-not-entitled': says(
    'Deze organisatie mag niet aanmelden',
    'Alleen wettelijke verwijzers melden jongeren aan voor verblijf. Uw organisatie staat niet als verwijzer geregistreerd.',
    'Vraag het regiepunt om uw organisatie te registreren, of laat een wettelijke verwijzer aanmelden.',
  ),
  'referrer-only-in-crisis': says(
    'Uw organisatie meldt alleen in een crisis aan',
    'Het crisisteam en de acute ggz melden alleen aan als het om een crisis gaat.',
    'Kies urgentie crisis als dat klopt, of vraag de gemeentelijke toegang om aan te melden.',
  ),
  'admission-without-accepted-proposal': says(
    'Er is geen geaccepteerd voorstel voor deze opname',
    'Een verblijf begint alleen na een geaccepteerd plaatsingsvoorstel. Er is niets gewijzigd.',
    'Meld met POST /v1/bypasses dat de jongere er is, als dat al zo is.',
  ),
  'admission-before-acceptance': says(
    'De opname ligt vóór het akkoord op het voorstel',
    ({ admittedOn, acceptedOn }) =>
      `U geeft ${admittedOn} als dag van opname; het voorstel is pas op ${acceptedOn} geaccepteerd.`,
    'Verbeter de datum. Meld een jongere die er al was zonder geaccepteerd voorstel met POST /v1/bypasses.',
  ),
  'stock-take-closed': says(
    'De inventarisatie van deze aanbieder is gesloten',
    ({ stockTakeUntil }) => `Lopende verblijven konden tot en met ${stockTakeUntil} worden geregistreerd.`,
    'Neem contact op met het regiepunt. Meld een jongere die er zonder voorstel is gekomen met POST /v1/bypasses.',
  ),
  'admitted-after-joining': says(
    'Dit verblijf begon na de aansluiting van de aanbieder',
    ({ admittedOn, joinedOn }) => `Het verblijf begon op ${admittedOn}; de aanbieder sloot aan op ${joinedOn}.`,
    'Meld een jongere die er zonder voorstel is gekomen met POST /v1/bypasses.',
  ),
  'report-contradicts-itself': says(
    'De melding klopt niet met zichzelf',
    contradiction,
    'Meld de juiste aantallen. De vorige melding blijft gelden.',
  ),
  'report-above-agreement': says(
    'De melding is hoger dan de afspraak',
    ({ inOperation, most }) => `U meldt ${inOperation} plekken in gebruik. Afgesproken zijn er hoogstens ${most}.`,
    'Verbeter het aantal, of laat het regiepunt de capaciteitsafspraak wijzigen. De vorige melding blijft gelden.',
  ),
  'report-from-the-future': says(
    'De melding komt uit de toekomst',
    ({ observedAt, receivedAt }) => `Het tijdstip ${observedAt} ligt te ver na de ontvangst om ${receivedAt}.`,
    'Controleer de klok van uw systeem en meld opnieuw. De vorige melding blijft gelden.',
  ),
  'report-id-reused': says(
    'Dit meldingsnummer is al gebruikt',
    'Een melding met hetzelfde nummer en een andere inhoud is eerder verwerkt. Die eerste melding blijft gelden.',
    'Geef een nieuwe melding een nieuw nummer.',
  ),
  'unit-of-another-provider': says(
    'Deze groep is niet van u',
    'U kunt alleen melden voor de groepen van uw eigen organisatie.',
    'Controleer het nummer van de groep.',
  ),
  'unit-unknown': says(
    'Deze groep is niet bekend',
    'Er is geen groep met dit nummer geregistreerd.',
    'Controleer het nummer, of laat de beheerder de groep registreren.',
  ),
  'care-form-not-yet': says(
    'Deze verblijfsvorm kan nog niet via het aanmeldpunt',
    ({ careForm }) => `Aanmelden voor ${careForm} is nog niet mogelijk: deeltijdverblijf en pleegzorg volgen later.`,
    'Meld deze jongere voorlopig aan zoals u dat gewend bent, en vraag het regiepunt wanneer dit wel kan.',
  ),
  'care-form-does-not-fit-purpose': says(
    'De verblijfsvorm past niet bij het doel',
    ({ purpose, careForm }) => `Bij het doel ${purpose} hoort de verblijfsvorm ${careForm} niet.`,
    'Kies een verblijfsvorm die bij het doel past, of kies een ander doel.',
  ),
  'referral-not-awaiting-triage': says(
    'Deze aanmelding wacht niet op triage',
    ({ status }) => `De aanmelding heeft de status ${status}.`,
    'Haal de aanmelding opnieuw op en kies een actie die nu kan.',
  ),
  'triage-without-explanation': says(
    'Er ontbreekt een toelichting',
    'Elke beslissing van de triage heeft een toelichting, ook als de aanmelding doorgaat naar matching. De verwijzer leest die meteen.',
    'Schrijf in een of twee zinnen waarom u zo beslist, in explanation, en verstuur opnieuw.',
  ),
  'referral-not-returned': says(
    'Deze aanmelding is niet teruggegeven',
    ({ status }) => `Aanvullen kan alleen na teruggave; de aanmelding heeft de status ${status}.`,
    'Haal de aanmelding opnieuw op en kies een actie die nu kan.',
  ),
  'referral-not-in-matching': says(
    'Deze aanmelding is niet in matching',
    ({ status }) => `De aanmelding heeft de status ${status}.`,
    'Haal de aanmelding opnieuw op. Een nieuwe aanmelding gaat eerst door de triage.',
  ),
  'referral-closed': says(
    'Deze aanmelding is gesloten',
    ({ status }) => `De aanmelding heeft de status ${status}.`,
    'Dien een nieuwe aanmelding in als er opnieuw verblijf nodig is.',
  ),
  'referral-has-a-stay': says(
    'Er is al een verblijf bij deze aanmelding',
    'Een voorstel is geaccepteerd; de plek is toegezegd of al bezet.',
    'Vraag het regiepunt om het geaccepteerde voorstel in te trekken, of beëindig het verblijf.',
  ),
  'no-free-place': says(
    'Er is geen vrije plek in deze groep',
    ({ freePlaces }) =>
      `De groep heeft nu ${freePlaces} vrije plekken. Een plek wordt aan één jongere tegelijk toegezegd.`,
    'Kies een andere kandidaat. De lijst met kandidaten is inmiddels bijgewerkt.',
  ),
  'already-proposed-to-unit': says(
    'Deze groep heeft al een voorstel voor deze jongere',
    'Er staat een onbeantwoord voorstel open bij deze groep.',
    'Wacht op het antwoord, of trek het openstaande voorstel eerst in.',
  ),
  'unit-does-not-fit': says(
    'Deze groep past niet bij de aanmelding',
    ({ fails }) => `De groep voldoet niet aan: ${String(fails).replaceAll(',', ', ')}.`,
    'Kies een groep uit de kandidaten. Met ?excluded=true ziet u van elke andere groep waarom die niet past.',
  ),
  'proposal-not-open': says(
    'Dit voorstel is al beantwoord',
    ({ status }) => `Het voorstel heeft de status ${status}.`,
    'Haal het voorstel opnieuw op om te zien hoe het is beantwoord.',
  ),
  'proposal-expired': says(
    'De termijn van dit voorstel is verstreken',
    ({ expiresAt }) => `Antwoorden kon tot ${expiresAt}. De plek wordt niet langer vastgehouden.`,
    'Neem contact op met het regiepunt als u de jongere alsnog kunt plaatsen.',
  ),
  'decline-without-explanation': says(
    'Er ontbreekt een toelichting',
    'Wie een voorstel afwijst, geeft een reden en een toelichting.',
    'Vul de toelichting in en verstuur opnieuw.',
  ),
  'place-is-free': says(
    'Volgens uw laatste melding is er wel plek',
    ({ freePlaces }) => `Ook zonder de plek van dit voorstel zijn er ${freePlaces} vrije plekken.`,
    'Verbeter uw melding als die niet klopt, of kies een andere reden.',
  ),
  'planned-day-out-of-bounds': says(
    'Deze begindag kan niet',
    ({ plannedFrom, from, until }) =>
      `U plant het verblijf vanaf ${plannedFrom}. De begindag ligt van ${from} tot en met ${until}.`,
    'Kies een dag binnen deze periode. De plek blijft tot de termijn van het voorstel vastgehouden.',
  ),
  'stay-not-planned': says(
    'Dit verblijf is niet gepland',
    ({ status }) => `Het verblijf heeft de status ${status}.`,
    'Haal het verblijf opnieuw op en kies een actie die nu kan.',
  ),
  'stay-not-started': says(
    'Dit verblijf is nog niet begonnen',
    ({ status }) => `Het verblijf heeft de status ${status}.`,
    'Bevestig eerst de opname.',
  ),
  'stay-not-ended': says(
    'Dit verblijf is nog niet beëindigd',
    ({ status }) => `Het verblijf heeft de status ${status}.`,
    'Beëindig het verblijf; corrigeren kan daarna.',
  ),
  'admission-in-the-future': says(
    'De opname ligt in de toekomst',
    ({ admittedOn }) => `U bevestigt een opname op ${admittedOn}. Alleen wat is gebeurd, kan worden bevestigd.`,
    'Bevestig de opname wanneer de jongere er is.',
  ),
  'stay-already-ended': says(
    'Dit verblijf is al beëindigd',
    ({ endedOn }) => `Het verblijf eindigde op ${endedOn}.`,
    'Laat het regiepunt het einde corrigeren als de datum niet klopt.',
  ),
  'end-before-admission': says(
    'Het einde ligt vóór de opname',
    ({ admittedOn, endedOn }) => `De opname was op ${admittedOn}; u geeft ${endedOn} als einde.`,
    'Verbeter de datum.',
  ),
  'end-in-the-future': says(
    'Het einde ligt in de toekomst',
    ({ endedOn }) => `U meldt een einde op ${endedOn}. Alleen wat is gebeurd, kan worden gemeld.`,
    'Leg een verwacht einde vast met POST /v1/stays/{id}/planned-ends.',
  ),
  'has-running-stay': says(
    'Deze jongere heeft al een verblijf',
    'Een jongere heeft één voltijds verblijf tegelijk; een ander verblijf loopt nog op deze dag.',
    'Laat eerst het andere verblijf beëindigen of corrigeren.',
  ),
  'crisis-end-after-day-28': says(
    'Een crisisverblijf duurt hoogstens vier weken',
    ({ lastDay, plannedEnd }) => `De laatste dag is ${lastDay}; u plant het einde op ${plannedEnd}.`,
    'Plan het einde op of vóór de laatste dag, en regel het vervolg.',
  ),
  'already-registered': says(
    'Dit is al geregistreerd',
    'Er bestaat al een registratie met dit nummer.',
    'Haal de bestaande registratie op, of gebruik een nieuw nummer.',
  ),
  'provider-unknown': says(
    'Deze aanbieder is niet bekend',
    'Er is geen aanbieder met dit nummer geregistreerd.',
    'Registreer eerst de aanbieder.',
  ),
  'location-unknown': says(
    'Deze locatie is niet bekend',
    'Er is geen locatie met dit nummer geregistreerd.',
    'Registreer eerst de locatie bij de aanbieder.',
  ),
  'ages-out-of-order': says(
    'De leeftijden staan in de verkeerde volgorde',
    ({ minAge, maxAge }) => `De jongste leeftijd (${minAge}) is hoger dan de oudste (${maxAge}).`,
    'Verbeter de leeftijden.',
  ),
  'agreement-period-out-of-order': says(
    'De periode van de afspraak klopt niet',
    'De periode eindigt voor zij begint, of overlapt een andere afspraak van deze groep.',
    'Kies een periode die aansluit op de bestaande afspraken.',
  ),
  'policy-not-in-the-future': says(
    'Beleid wijzigt alleen vanaf een latere dag',
    ({ effectiveFrom, today }) => `U koos ${effectiveFrom}; vandaag is het ${today}.`,
    'Kies morgen of een latere dag.',
  ),
  'policy-value-out-of-bounds': says(
    'Deze waarde kan niet',
    ({ key, min, max }) => `De waarde van ${key} ligt tussen ${min} en ${max}.`,
    'Kies een waarde binnen deze grenzen.',
  ),
} as const satisfies Record<RefusalCode, ProblemText>;
