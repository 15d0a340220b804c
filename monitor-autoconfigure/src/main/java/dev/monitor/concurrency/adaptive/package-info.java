/**
 * Limits that follow the time requests take, by the algorithms of Netflix
 * concurrency-limits.
 */
@NullMarked
package dev.monitor.concurrency.adaptive;

import org.jspecify.annotations.NullMarked;
