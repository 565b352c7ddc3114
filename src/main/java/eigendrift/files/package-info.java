/** The error of everything that reads the user's files. */
package eigendrift.files;
