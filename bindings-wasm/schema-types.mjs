// Writes TypeScript types of requests and answers into `pkg`, from the JSON Schemas that are
// themselves generated from the Rust types (and compared with them in `core/tests/schemas.rs`).
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const from = new URL('../core/schemas/', import.meta.url);
const to = new URL('pkg/', import.meta.url);
mkdirSync(to, { recursive: true });

const literal = (value) => (typeof value === 'string' ? `'${value}'` : String(value));
const name = (reference) => reference.replace('#/$defs/', '');
const key = (property) => (/^[A-Za-z_]\w*$/.test(property) ? property : `'${property}'`);
const words = (text, indent) =>
  text ? `${indent}/** ${text.replaceAll('*/', '* /').replaceAll('\n', ' ')} */\n` : '';
const union = (types) => [...new Set(types)].join(' | ');

/** The type of a schema; what TypeScript cannot say (patterns, bounds) is left out. */
function typeOf(schema, indent = '') {
  if (schema === true) return 'unknown';
  if (schema.$ref) return name(schema.$ref);
  if ('const' in schema) return literal(schema.const);
  if (schema.enum) return union(schema.enum.map(literal));
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) {
    const type = union(choices.map((choice) => typeOf(choice, indent)));
    // Fields beside the choices belong to each of them.
    return schema.properties ? `${objectOf(schema, indent)} & (${type})` : type;
  }
  if (Array.isArray(schema.type)) return union(schema.type.map((type) => typeOf({ ...schema, type }, indent)));
  switch (schema.type) {
    case 'string': return 'string';
    case 'integer': case 'number': return 'number';
    case 'boolean': return 'boolean';
    case 'null': return 'null';
    case 'array': return listOf(schema, indent);
    case 'object': return objectOf(schema, indent);
    default: return 'unknown';
  }
}

function listOf({ items = true }, indent) {
  const type = typeOf(items, indent);
  return /^[\w]+$/.test(type) ? `readonly ${type}[]` : `readonly (${type})[]`;
}

function objectOf({ properties = {}, required = [], additionalProperties = true }, indent) {
  const inner = `${indent}  `;
  const fields = Object.entries(properties).map(([property, schema]) => {
    const optional = required.includes(property) ? '' : '?';
    return `${words(schema.description, inner)}${inner}readonly ${key(property)}${optional}: ${typeOf(schema, inner)};\n`;
  });
  if (fields.length === 0) {
    if (additionalProperties === false) return '{ readonly [key: string]: never }';
    return `{ readonly [key: string]: ${typeOf(additionalProperties, indent)} }`;
  }
  return `{\n${fields.join('')}${indent}}`;
}

for (const [file, whole] of [['request', 'Request'], ['response', 'Response'], ['pack', 'PackDocument']]) {
  const { $defs, title, description, anyOf } = JSON.parse(readFileSync(new URL(`${file}.json`, from), 'utf8'));
  const types = Object.entries({ ...$defs, [whole]: { description: description ?? title, anyOf } })
    .map(([type, schema]) => `${words(schema.description, '')}export type ${type} = ${typeOf(schema)};\n`);
  writeFileSync(new URL(`${file}.d.ts`, to), `// Made by schema-types.mjs from core/schemas/${file}.json.\n${types.join('')}`);
}
