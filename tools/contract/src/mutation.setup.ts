import fc from 'fast-check';

/** The same cases for every mutant, and no shrinking: that a property fails is all that is asked. */
fc.configureGlobal({ seed: 20_160_606, endOnFailure: true });
