import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Controller, Get, Header } from '@nestjs/common';
import { Public } from '../edge/permission';
import { documentPage, pagePolicy, type OpenApi } from './document-page';

const file = join(__dirname, '../../../../docs/api/openapi.json');

/** The document of this API, as it stands in the repository: for programs, of whichever site, and for people. */
@Controller()
export class DocumentController {
  private readonly asText: string;
  private readonly page: string;

  constructor() {
    const document = JSON.parse(readFileSync(file, 'utf8')) as OpenApi;
    this.asText = JSON.stringify(document);
    this.page = documentPage(document);
  }

  @Get('v1/openapi.json')
  @Public()
  @Header('content-type', 'application/json; charset=utf-8')
  @Header('access-control-allow-origin', '*')
  forPrograms(): string {
    return this.asText;
  }

  @Get('docs')
  @Public()
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', pagePolicy)
  forPeople(): string {
    return this.page;
  }
}
