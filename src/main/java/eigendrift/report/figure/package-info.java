/**
 * Figures as data, and the one renderer that draws them.
 *
 * <p>In: a {@link eigendrift.report.figure.Figure}: series, bands, cells and axes. Out: SVG whose text stays text, and
 * the same SVG as a PNG. Nothing here knows what is plotted.
 */
package eigendrift.report.figure;
