/**
 * The shared room of small HTTP servers beside the application's own: they answer while
 * every request thread is busy, and no client can hold one up.
 */
@NullMarked
package dev.monitor.listener;

import org.jspecify.annotations.NullMarked;
