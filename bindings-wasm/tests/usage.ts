// Uses every name of the package; compiled with `tsc --strict`, never run.
import { answer, Catalogue, packs, questions, SafeguardingError, version } from 'safeguarding-rules';

const text: string = answer('{}') + answer(new Uint8Array()) + questions('{}') + packs() + version();
const catalogue: Catalogue = new Catalogue().withPacks([text]);
try {
  catalogue.answer(Catalogue.empty().questions('{}'));
} catch (error) {
  if (error instanceof SafeguardingError) console.log(error.code, error.at, error.problems[0]?.message);
}
catalogue.free();
