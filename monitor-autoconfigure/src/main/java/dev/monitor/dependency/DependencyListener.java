package dev.monitor.dependency;

import dev.monitor.check.CheckListener;

/**
 * Hears of the checks of all dependencies. All beans of this type are told, in their
 * order.
 */
public interface DependencyListener extends CheckListener {

}
