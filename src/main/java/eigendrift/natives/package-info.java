/**
 * Native libraries on the disk: unpacked once into a stable place, so that no process leaves a copy behind.
 *
 * <p>In: the name of a library on the class path. Out: the file to load.
 */
package eigendrift.natives;
