/**
 * The page inside the application: who may see it, what it is made of, and the data it
 * asks for. JDK only.
 */
@NullMarked
package dev.monitor.dashboard;

import org.jspecify.annotations.NullMarked;
