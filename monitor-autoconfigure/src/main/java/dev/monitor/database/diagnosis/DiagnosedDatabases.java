package dev.monitor.database.diagnosis;

import java.util.List;

import dev.monitor.status.Diagnostic;
import dev.monitor.status.DiagnosticResult;

/**
 * The databases that {@link DatabaseDiagnostics} has asked. What is known of them can be
 * read by several threads, but no two ask at once.
 */
public interface DiagnosedDatabases {

	/**
	 * Name of the diagnostic that tells which kind of database it is. Every database has
	 * it.
	 */
	String SERVER = "server";

	/**
	 * Return the databases.
	 * @return names of their data sources, in order
	 */
	List<String> names();

	/**
	 * Return what a database can be asked, from memory.
	 * @param database name of its data source
	 * @return the diagnostics, {@link #SERVER} first; empty before that was asked for the
	 * first time
	 */
	List<Diagnostic> diagnostics(String database);

	/**
	 * Ask a database, for a limited time.
	 * @param question the question
	 * @return what it says
	 * @throws Exception if it could not be asked
	 */
	DiagnosticResult ask(Question question) throws Exception;

}
