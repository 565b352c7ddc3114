/**
 * The report as one HTML page.
 *
 * <p>In: sections of figures, and tables. Out: a page that needs nothing else.
 */
package eigendrift.report.page;
