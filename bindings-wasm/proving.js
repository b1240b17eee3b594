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
    changes(request) {
      return this.ask({ ...request, question: 'changes' });
    }
    render(request) {
      return this.ask({ ...request, question: 'render' });
    }
  };
