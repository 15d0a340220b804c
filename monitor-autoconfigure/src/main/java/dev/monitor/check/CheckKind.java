package dev.monitor.check;

import org.slf4j.event.Level;

/**
 * What {@link Checks} are about, as their threads and their log name it.
 *
 * @param threads prefix of the names of threads, such as {@code monitor-dependency-}
 * @param subject what the log says before a check's name, such as {@code Dependency}
 * @param firstUp how loud to say that something is up from the start
 */
public record CheckKind(String threads, String subject, Level firstUp) {

}
