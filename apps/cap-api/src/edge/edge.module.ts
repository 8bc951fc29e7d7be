import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { AccessGuard } from './access.guard';
import { AnswerInterceptor } from './answer.interceptor';
import { bodyPipe } from './body.pipe';
import { ProblemFilter } from './problem.filter';

/** What stands between HTTP and every resource: who is it, is the body right, what does the answer look like. */
@Module({
  providers: [
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_PIPE, useFactory: bodyPipe },
    { provide: APP_INTERCEPTOR, useClass: AnswerInterceptor },
    { provide: APP_FILTER, useClass: ProblemFilter },
  ],
})
export class EdgeModule {}
