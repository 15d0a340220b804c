/**
 * The commands of {@code java -jar monitor-autoconfigure.jar}. Features add theirs under
 * {@code META-INF/services}. Needs nothing but the JDK, since a jar alone has nothing
 * else.
 */
@NullMarked
package dev.monitor.command;

import org.jspecify.annotations.NullMarked;
