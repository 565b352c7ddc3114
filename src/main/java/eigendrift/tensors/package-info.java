/**
 * Arrays in NumPy's file formats, NPY and NPZ. Nothing in a file is ever executed.
 *
 * <p>In: files. Out: named arrays of doubles, or an error that names file, array, what was expected and what was found.
 */
package eigendrift.tensors;
