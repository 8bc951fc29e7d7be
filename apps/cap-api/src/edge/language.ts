import { textLanguages, type TextLanguage } from '@cap/contracts';
import Negotiator from 'negotiator';

/** What a request says of itself before it is read. */
export interface Asking {
  readonly headers: { readonly 'accept-language'?: string | undefined };
}

/** Of the languages in which there are texts, the one that a request asks for; Dutch when it asks for none of them. */
export const languageOf = ({ headers }: Asking): TextLanguage =>
  (new Negotiator({ headers: { 'accept-language': headers['accept-language'] } }).language([...textLanguages]) as
    TextLanguage | undefined) ?? 'nl';

/** Says in which language the texts of an answer are, and that another may be asked of the same address. */
export const languageHeaders = (language: TextLanguage) =>
  ({ 'Content-Language': language, Vary: 'Accept-Language' }) as const;
