/** Statistics of few replicates: one number a seed comes in, p-values and effect sizes go out. Pure functions. */
package eigendrift.inference;
