import { Ajv2020, type ErrorObject, type SchemaObject } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { Unreadable } from './cloud-event';

const ajv = addFormats.default(new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true }));

/**
 * A check of an event's data against a JSON Schema: null when it fits, else what does not fit where. The answer names
 * places and keywords only; it never repeats what the data holds.
 */
export function schemaCheck(schema: SchemaObject): (data: unknown) => Unreadable | null {
  const fits = ajv.compile(schema);
  return (data) => {
    // Called as a plain function: as a type guard it would narrow itself away.
    const valid: boolean = fits(data);
    if (valid) return null;
    const flaws = (fits.errors ?? []).map(({ instancePath, keyword, params }: ErrorObject) =>
      keyword === 'required'
        ? `${instancePath}/${params['missingProperty']} required`
        : `${instancePath || '/'} ${keyword}`,
    );
    return new Unreadable('wrong-data', [...new Set(flaws)].slice(0, 10).join('; '));
  };
}
