/**
 * The command that has databases asked what is wrong with them.
 */
@NullMarked
package dev.monitor.port.diagnosis;

import org.jspecify.annotations.NullMarked;
