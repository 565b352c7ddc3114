/**
 * Named tensors in files: NumPy's .npy and .npz, .safetensors, and what PyTorch's torch.save writes. Nothing in a file
 * is ever executed, and no length in it is believed before it was held to the size of the file.
 *
 * <p>In: files. Out: tensors by name, each read on its own as doubles; numbers and words beside them; or an error that
 * names file, tensor, what was expected and what was found.
 */
package eigendrift.tensors;
