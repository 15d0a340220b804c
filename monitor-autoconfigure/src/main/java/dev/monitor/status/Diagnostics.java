package dev.monitor.status;

import java.util.List;

/**
 * Has databases asked what is wrong with them, for whoever shows it: the monitor port,
 * the dashboard.
 * <p>
 * Implementations are thread-safe. No method waits for a database or does I/O: who asks
 * gets what is known, and asks again while an answer is {@link DiagnosticAnswer.State
 * running}.
 */
public interface Diagnostics {

	/**
	 * Return the databases that can be asked.
	 * @return names of their data sources, in order
	 */
	List<String> databases();

	/**
	 * Return what a database can be asked. Until it was reached for the first time, when
	 * nobody knows its kind, that is {@code server} alone.
	 * @param database name of its data source
	 * @return the diagnostics, {@code server} first; empty if there is no such database
	 */
	List<Diagnostic> of(String database);

	/**
	 * Ask a database, unless it was asked the same a moment ago.
	 * @param database name of its data source
	 * @param name name of the diagnostic
	 * @param showValues whether texts of statements, which have values in them, are
	 * shown; else their first word is
	 * @return the answer; a failed one for names that do not exist
	 */
	DiagnosticAnswer ask(String database, String name, boolean showValues);

	/**
	 * Ask a database all that {@link #of} returns.
	 * @param database name of its data source
	 * @param showValues whether texts of statements are shown
	 * @return the answers; empty if there is no such database
	 */
	List<DiagnosticAnswer> askAll(String database, boolean showValues);

}
