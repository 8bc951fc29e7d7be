import { Injectable, type PipeTransform } from '@nestjs/common';
import { asId, isId, type Id } from '@cap/contracts';
import { ProblemError } from './problem';

/** An identifier in a path. */
@Injectable()
export class IdPipe implements PipeTransform<string, Id<string>> {
  transform(text: string): Id<string> {
    if (isId(text)) return asId(text);
    throw idUnreadable();
  }
}

export const idUnreadable = (): ProblemError => new ProblemError('id-unreadable');
