/**
 * How numbers and quantities are written, in terminals, tables and figures alike; the same on every platform and
 * locale.
 *
 * <p>In: values. Out: text.
 */
package eigendrift.text;
