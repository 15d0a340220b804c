package dev.monitor.database.diagnosis;

/**
 * What a database is asked.
 *
 * @param database name of its data source
 * @param name name of the diagnostic
 * @param showValues whether texts of statements are shown
 */
public record Question(String database, String name, boolean showValues) {

}
