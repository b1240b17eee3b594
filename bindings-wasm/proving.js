// Questions about packs themselves; each answers as the library's documents describe it.

/** Rules that can also be proved, compared and read; over the module that knows how. */
export const provable = (Rules) =>
  class PackRules extends Rules {
    prove(request) {
      return this.ask({ ...request, question: 'prove' });
    }
    compare(request) {
      return this.ask({ ...request, question: 'compare' });
    }
    whyNot(request) {
      return this.ask({ ...request, question: 'why-not' });
    }
    coverage(request) {
      return this.ask({ ...this.#texts(request), question: 'coverage' });
    }
    mutate(request) {
      return this.ask({ ...this.#texts(request), question: 'mutate' });
    }
    /** Packs and fixtures as texts, of which the library is asked. */
    #texts(request) {
      const text = (given) => (typeof given === 'string' ? given : JSON.stringify(given));
      return { ...request, packs: request.packs.map(text), fixtures: request.fixtures.map(text) };
    }
    changes(request) {
      return this.ask({ ...request, question: 'changes' });
    }
    render(request) {
      return this.ask({ ...request, question: 'render' });
    }
  };
