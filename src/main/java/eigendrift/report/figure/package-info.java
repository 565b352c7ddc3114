/**
 * Figures as data, and the one layout that draws them.
 *
 * <p>In: a {@link eigendrift.report.figure.Figure}: series, bands, intervals, cells and axes, and the size wanted. Out:
 * SVG and PDF whose text stays text, by two pens; the SVG as a PNG; the data as CSV. Nothing here knows what is
 * plotted.
 */
package eigendrift.report.figure;
