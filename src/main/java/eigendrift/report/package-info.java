/**
 * What people take away: tables, arrays, figures and the page that shows them.
 *
 * <p>In: read models of the journal. Out: files.
 */
package eigendrift.report;
