/**
 * Opens and closes listeners with the application.
 */
@NullMarked
package dev.monitor.listener.lifecycle;

import org.jspecify.annotations.NullMarked;
