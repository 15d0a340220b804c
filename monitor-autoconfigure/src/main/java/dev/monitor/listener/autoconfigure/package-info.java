/**
 * What is said where no server and no listener answers.
 */
@NullMarked
package dev.monitor.listener.autoconfigure;

import org.jspecify.annotations.NullMarked;
