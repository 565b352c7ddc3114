/**
 * Which quantity is drawn how: sections of figures with their captions.
 *
 * <p>In: tables. Out: {@link eigendrift.report.figure.Figure}s as data.
 */
package eigendrift.report.chart;
