/**
 * Limit on how many requests are served at once: permits, waiting, rejections. JDK and
 * SLF4J only.
 */
@NullMarked
package dev.monitor.concurrency;

import org.jspecify.annotations.NullMarked;
