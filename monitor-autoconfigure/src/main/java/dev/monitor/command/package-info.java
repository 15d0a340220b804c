/**
 * The commands of Monitor's jar, as {@code java -jar} runs it. Features add theirs under
 * {@code META-INF/services}. Needs nothing but the JDK, since a jar alone has nothing
 * else.
 */
@NullMarked
package dev.monitor.command;

import org.jspecify.annotations.NullMarked;
