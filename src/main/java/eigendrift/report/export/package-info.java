/**
 * The tables as files: CSV, JSON and NPZ.
 *
 * <p>In: {@link eigendrift.readmodel.Tables} and what {@link eigendrift.study} derives of them. Out: files, each whole
 * or not there.
 */
package eigendrift.report.export;
